import type { Mutation } from './mutation.ts';

/** Guards of billing schedules. */
export const SCHEDULES: readonly Mutation[] = [
  {
    name: 'a period that was left out ahead is passed over',
    guard: 'The next period of a schedule is the first that was neither invoiced nor left out before.',
    within: 40,
    patches: [
      {
        file: 'src/operations/schedules/facts.ts',
        find: '  while (skippedAhead.has(next)) next += 1;\n',
        replace: '',
      },
    ],
  },
  {
    name: 'a schedule that goes on as another ends with what is invoiced',
    guard: 'No day is invoiced by a schedule and by the one that it goes on as.',
    within: 40,
    patches: [
      {
        file: 'src/operations/schedules/change-cadence.ts',
        find: 'set: { runs: through, endsOn: null, succeededBy: successorId },',
        replace: 'set: { endsOn: null, succeededBy: successorId },',
      },
    ],
  },
];
