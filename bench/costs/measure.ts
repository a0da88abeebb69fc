import { cpuTimeUs } from '../harness/cpu.ts';
import type { Deployment } from '../harness/deployment.ts';
import { openBusiness } from './life.ts';
import type { Usage } from './prices.ts';
import { beyond, NOTHING, scaled, sum, usageOf } from './usage.ts';
import { openCounted } from './worker.ts';

/** As many as `/_trips` takes (bench/workers/counting.worker.ts). */
const TRIPS = 500;

const LEFT = 'what it leaves to cron';

export interface Plan {
  /** These are not counted: code that is not warm yet takes more CPU. */
  readonly warm: number;
  readonly invoices: number;
  /** The minutes in which cron is followed once they are paid: it reads their events again and checks the books once a day. */
  readonly followed: number;
  /** The minutes after that, in which nothing is to do. */
  readonly ticks: number;
}

export interface Measured {
  /** Each stage of an invoice that is paid by its link. */
  readonly stages: readonly (readonly [name: string, each: Usage])[];
  /** All of them together, for one invoice of a customer who is new. */
  readonly life: Usage;
  /** A tick with nothing to do. */
  readonly idle: Usage;
}

/**
 * What an invoice's life takes, on workerd and its D1. The local D1 runs in the Worker's own process: what as many trips to it take
 * that ask for nothing is left out of the CPU.
 */
export async function measureCosts(deployment: Deployment, plan: Plan): Promise<Measured> {
  const counted = await openCounted(deployment);
  try {
    const business = await openBusiness(counted);
    const cpuMs = () => ((counted.pid === null ? null : cpuTimeUs(counted.pid)) ?? 0) / 1000;
    const totals = new Map<string, Usage>();
    let [isCounted, tripMs] = [false, 0];
    const stage = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
      await counted.count();
      const before = cpuMs();
      const value = await act();
      const took = cpuMs() - before;
      if (!isCounted) return value;
      const counts = await counted.count();
      const usage = usageOf(counts, Math.max(0, took - counts.trips * tripMs));
      totals.set(name, sum(totals.get(name) ?? NOTHING, usage));
      return value;
    };
    for (let index = 0; index < plan.warm + plan.invoices; index += 1) {
      if (index === plan.warm) {
        const before = cpuMs();
        await counted.must('/_trips');
        tripMs = (cpuMs() - before) / TRIPS;
        isCounted = true;
      }
      const since = Math.floor(Date.now() / 1000) - 1;
      const customer = await stage('the customer', () => business.customer());
      const invoice = await stage('made, sent, mailed with its PDF', () => business.send(customer));
      const session = await stage('opened, its link followed', () => business.open(invoice));
      await stage('paid, its events, its receipt', () => business.pay(session, since));
    }
    // What the invoices left to cron is theirs, and not an idle tick's.
    for (let index = 0; index < plan.followed; index += 1) await stage(LEFT, () => business.tick());
    for (let index = 0; index < plan.ticks; index += 1) await stage('idle', () => business.tick());
    const idle = scaled(totals.get('idle') ?? NOTHING, 1 / plan.ticks);
    const stages = [...totals]
      .filter(([name]) => name !== 'idle')
      .map(([name, usage]): [string, Usage] => {
        const own = name === LEFT ? beyond(usage, scaled(idle, plan.followed)) : usage;
        return [name, scaled(own, 1 / plan.invoices)];
      });
    return { stages, life: stages.reduce((all, [, usage]) => sum(all, usage), NOTHING), idle };
  } finally {
    await counted.close();
  }
}
