import { brokenChains, READ_JOURNAL } from '../../../scripts/verify-data/chain.ts';
import { CHECKS } from '../../../scripts/verify-data/sums.ts';
import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** What `npm run verify:data` looks at holds at any instant: it has to find nothing in a sound database. */
export const checkVerified = (world: World): Finding[] => [
  ...CHECKS.filter(({ until }) => until === undefined).flatMap(({ what, sql }) =>
    rowsOf(world, sql).map((row) => `verify: ${what}: ${row.text('name')}`),
  ),
  ...brokenChains(world.store.look(READ_JOURNAL)).map((says) => `verify: ${says}`),
];
