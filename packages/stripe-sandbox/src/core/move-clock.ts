import type { Kernel } from './scope.ts';

/** From when to when the clock was moved; milliseconds since the epoch. */
export interface ClockMove {
  from: number;
  to: number;
}

export interface Mover {
  /**
   * Moves the clock forward by `ms`, runs what falls due, and notifies the listener. Resolves with the notification's
   * result, or null without a listener. Throws a RangeError for a step back.
   */
  move(ms: number): Promise<'told' | 'failed' | null>;
}

interface Options {
  /** Runs the tasks that fell due. */
  done: () => void;
  tell: ((move: ClockMove) => Promise<void> | void) | undefined;
}

/** One clock for everything that runs beside the sandbox: processes with their own timers are notified of each move. */
export function createMover(kernel: Kernel, { done, tell }: Options): Mover {
  return {
    move(ms) {
      const from = kernel.clock.now();
      kernel.clock.advance(ms);
      const to = kernel.clock.now();
      done();
      return telling(tell, { from, to });
    },
  };
}

async function telling(tell: Options['tell'], move: ClockMove): Promise<'told' | 'failed' | null> {
  if (!tell) return null;
  try {
    await tell(move);
    return 'told';
  } catch (error) {
    console.error(
      'sandbox: could not tell that the clock was moved:',
      error instanceof Error ? error.message : error,
    );
    return 'failed';
  }
}

const PATIENCE_MS = 120_000;

/** Posts `{"from", "to"}` to a URL; rejects unless it answers with 2xx within two minutes. */
export function postClockMove(url: string): (move: ClockMove) => Promise<void> {
  return async (move) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(move),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  };
}
