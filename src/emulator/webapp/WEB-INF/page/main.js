import { startCalls } from '/emulator/page/calls.js';
import { startPanels } from '/emulator/page/panels.js';

startCalls();
startPanels();
