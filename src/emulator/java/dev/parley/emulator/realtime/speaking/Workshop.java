package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.requests.RequestLog;
import java.util.concurrent.Executor;

/**
 * What the responses of all sessions share.
 *
 * @param workers a thread for each response, which may sleep
 */
public record Workshop(Studio studio, Faults faults, Attribution calls, RequestLog log, Executor workers) {}
