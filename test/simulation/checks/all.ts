import type { World } from '../world/world.ts';
import { checkBack, checkHealed, checkSettled } from './back.ts';
import { checkForgotten, checkTold } from './collection.ts';
import { checkCustomers, checkInbox, checkMessages, checkOutbox, checkReceipts } from './messages.ts';
import { checkMethods } from './methods.ts';
import {
  checkAllocations,
  checkForbidden,
  checkOrphans,
  checkReflection,
  checkTwice,
  checkUnintended,
  type Finding,
} from './money.ts';
import { checkJournal, checkNumbers, checkSlots, checkTransitions } from './order.ts';

const CHECKS = [
  checkReflection,
  checkTwice,
  checkUnintended,
  checkForbidden,
  checkOrphans,
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
  checkBack,
  checkSettled,
  checkMethods,
  checkHealed,
  checkForgotten,
  checkTold,
];

/** I1 to I11 against the sandbox's own books, when everything that was to happen has happened. */
export const checkAll = (world: World): Finding[] => [
  ...world.broken,
  ...CHECKS.flatMap((check) => check(world)),
];
