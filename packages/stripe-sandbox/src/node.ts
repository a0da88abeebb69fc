export { postClockMove } from './core/move-clock.ts';
export { listen, type Server } from './process/listen.ts';
export { type RunningSandbox, type StartOptions, startSandbox } from './process/start.ts';
export { createSqliteStore } from './store/sqlite.ts';
