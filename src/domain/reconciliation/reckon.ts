/** A balance that Stripe stated, and what we have booked of it: before it was asked for, and what came while it was. */
export type Stated = {
  readonly stated: number;
  /** Opening and all that was booked before Stripe was asked. */
  readonly known: number;
  /** What was listed for the first time after that, in the order it was made: Stripe had counted the first few of it. */
  readonly arrived: readonly number[];
};

/**
 * What our books make of a stated balance. On a busy account money moves between the list and the balance, so there is no
 * quiet instant to compare: the balance has to be one of those that our books went through, which are as many as transactions
 * arrived. Where it is none of them, the nearest says how much is unexplained.
 */
export function reckon({ stated, known, arrived }: Stated): number {
  let [nearest, passed] = [known, known];
  for (const net of arrived) {
    passed += net;
    if (Math.abs(stated - passed) < Math.abs(stated - nearest)) nearest = passed;
  }
  return nearest;
}
