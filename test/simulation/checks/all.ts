import type { World } from '../world/world.ts';
import { checkCustomers, checkInbox, checkMessages, checkOutbox, checkReceipts } from './messages.ts';
import { checkAllocations, checkForbidden, checkReflection, checkTwice, type Finding } from './money.ts';
import { checkJournal, checkNumbers, checkSlots, checkTransitions } from './order.ts';

const CHECKS = [
  checkReflection,
  checkTwice,
  checkForbidden,
  checkAllocations,
  checkSlots,
  checkJournal,
  checkTransitions,
  checkNumbers,
  checkMessages,
  checkReceipts,
  checkInbox,
  checkOutbox,
  checkCustomers,
];

/** I1 to I11 against the sandbox's own books, when everything that was to happen has happened. */
export const checkAll = (world: World): Finding[] => [
  ...world.broken,
  ...CHECKS.flatMap((check) => check(world)),
];
