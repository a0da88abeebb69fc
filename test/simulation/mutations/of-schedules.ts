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
];
