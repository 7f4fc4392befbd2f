import { startCalls } from '/emulator/page/calls.js';
import { startEars } from '/emulator/page/ears.js';
import { startPanels } from '/emulator/page/panels.js';

startEars();
startCalls();
startPanels();
