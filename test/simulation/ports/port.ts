import type { Random } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Fault, Faults, PortName } from './faults.ts';
import type { WeakSpots } from './spots.ts';

export type Call<T> = {
  readonly port: PortName;
  readonly label: string;
  /** The full request. */
  readonly asked: () => string;
  /** How long it takes there and back, ms on average. */
  readonly tripMs: number;
  /** What the world does when the call arrives. A rejection is its answer. */
  readonly perform: () => T | Promise<T>;
  /** True where the answer is lost: the caller gets a failure. */
  readonly losesAnswer?: boolean;
};

export type Ports = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  /** Sends a call and gives its answer, each in its turn; the caller may die before, in between or after. */
  readonly call: <T>(call: Call<T>) => Promise<T>;
};

const CRASHES: Record<PortName, readonly [before: Fault, after: Fault]> = {
  d1: ['crash_before_d1', 'crash_after_d1'],
  stripe: ['crash_before_stripe', 'crash_after_stripe'],
  queue: ['crash_before_queue', 'crash_after_queue'],
  mail: ['crash_before_mail', 'crash_after_mail'],
};
/** Fewer calls, so that each has more of a chance. */
const CRASH_SHARE: Record<PortName, number> = { d1: 1, stripe: 3, queue: 4, mail: 6 };

/** Every port of the Worker goes through here: nothing is asked and nothing answered but by the scheduler. */
export function createPorts(scheduler: Scheduler, random: Random, faults: Faults, spots: WeakSpots): Ports {
  return {
    scheduler,
    random,
    faults,
    call: <T>({ port, label, asked, tripMs, perform }: Call<T>) => {
      const task = scheduler.current();
      if (task === null) throw new Error(`${label}: called by nobody`);
      return new Promise<T>((resolve, reject) => {
        const [before, after] = CRASHES[port];
        if (faults.strikes(before, 'crash', CRASH_SHARE[port] / 2)) {
          scheduler.at(scheduler.now(), `${task.id} dies before ${label}`, () => scheduler.kill(task));
          return;
        }
        const dies = faults.strikes(after, 'crash', CRASH_SHARE[port] / 2);
        // A worker that stands still for minutes between a question and its answer, while others go on.
        const stalls =
          !dies && faults.strikes('worker_stalled', 'stall') ? random.between(5_000, 40 * 60_000) : 0;
        const late = spots.delays(port, asked);
        if (stalls + late.answer > 0) task.isHurt = true;
        const arrives = scheduler.now() + random.wait(tripMs / 2) + late.question;
        scheduler.at(arrives, `${task.id} > ${label}`, async () => {
          const answer = await scheduler.outside(async () => {
            try {
              const value = await perform();
              return { deliver: () => resolve(value) };
            } catch (error) {
              task.isHurt = true;
              return { deliver: () => reject(error) };
            }
          });
          if (dies) {
            scheduler.kill(task);
            return;
          }
          scheduler.at(
            scheduler.now() + random.wait(tripMs / 2) + stalls + late.answer,
            `${task.id} < ${label}`,
            answer.deliver,
            task,
          );
        });
      });
    },
  };
}
