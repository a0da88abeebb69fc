import type { Kernel } from './scope.ts';
import { runDueTasks } from './tick.ts';

/** Runs due tasks without a request: without it a session would expire only at the next request. */
export interface Timer {
  /** Sets the timer to the next task. Cheap when nothing changed. */
  arm(): void;
  /** Runs the due tasks, and sets the timer again. */
  tick(): void;
  close(): void;
}

/** setTimeout counts in 32 bits. */
const LONGEST_MS = 2_000_000_000;

export function createTimer(kernel: Kernel): Timer {
  let handle: ReturnType<typeof setTimeout> | undefined;
  let armedFor: number | null = null;
  let closed = false;
  const timer: Timer = {
    arm() {
      const at = closed ? null : kernel.store.nextTaskAt('state');
      if (at === armedFor) return;
      clearTimeout(handle);
      armedFor = at;
      if (at === null) return;
      handle = setTimeout(timer.tick, Math.min(LONGEST_MS, Math.max(0, at - kernel.clock.now())));
      handle.unref?.();
    },
    tick() {
      if (closed) return;
      armedFor = null;
      runDueTasks(kernel);
      timer.arm();
    },
    close() {
      closed = true;
      clearTimeout(handle);
    },
  };
  return timer;
}
