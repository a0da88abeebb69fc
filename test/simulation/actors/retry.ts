import type { Outcome } from '../../../src/domain/outcome.ts';
import type { Isolate } from '../world/context.ts';
import type { World } from '../world/world.ts';

/** The end of the retries: a final answer, or none. */
export type Asked<T> =
  | { readonly answered: true; readonly result: Outcome<T> }
  | { readonly answered: false };

/**
 * Runs a command and retries it with the same command id while the request is cut off or the answer says *try again*.
 * Some callers give up, and the system has to finish what they started.
 */
export function retryUntilAnswered<T>(
  world: World,
  name: string,
  work: (isolate: Isolate) => Promise<Outcome<T>>,
  then: (asked: Asked<T>) => void = () => undefined,
  givesUp = 0.15,
): void {
  const random = world.random.fork(`insist ${name} ${world.scheduler.steps()}`);
  const maxTries = random.chance(givesUp) ? 1 : 60;
  const attempt = (tries: number): void => {
    let result: Outcome<T> | null = null;
    world.invoke(
      name,
      async (isolate) => {
        result = await work(isolate);
      },
      (end) => {
        const isFinal =
          end.kind === 'done' && result !== null && (result.kind === 'done' || !isPassing(result));
        if (isFinal && result !== null) return then({ answered: true, result });
        if (tries >= maxTries) return then({ answered: false });
        const wait = 500 + random.wait(Math.min(3_600_000, 2_000 * 2 ** tries));
        world.scheduler.at(world.scheduler.now() + wait, `${name} again`, () => attempt(tries + 1));
      },
    );
  };
  attempt(1);
}

/** An answer that says: try again. */
const isPassing = <T>(result: Outcome<T>): boolean =>
  result.kind === 'stripe_unavailable' || result.kind === 'lost_race';
