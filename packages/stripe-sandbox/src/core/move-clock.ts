import type { Kernel } from './scope.ts';

/** From when to when the clock was moved; milliseconds since the epoch. */
export interface ClockMove {
  from: number;
  to: number;
}

export interface Mover {
  /**
   * Moves the clock forward by `ms`, does what falls due, and tells whoever wants to know. Resolves with what came of
   * the telling: null where nobody wants to know. Throws a RangeError for a step back.
   */
  move(ms: number): Promise<'told' | 'failed' | null>;
}

interface Options {
  /** Does what fell due. */
  done: () => void;
  tell: ((move: ClockMove) => Promise<void> | void) | undefined;
}

/** One clock for everything that runs beside the sandbox: what has timers of its own is told how far it moved. */
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

/** Tells a URL with a POST of `{"from", "to"}`; rejects where it does not answer with 2xx within two minutes. */
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
