import type { World } from '../world/world.ts';
import { checkAdvice } from './advice.ts';
import { checkCapReasons, checkCaps } from './caps.ts';
import { checkCardTesting } from './card-testing.ts';
import { checkFailureNotices, checkNetworkLimits, checkNextChecks, checkUnasked } from './collection.ts';
import { checkCreditNotes } from './credit-notes.ts';
import { checkCreditOfPayers, checkOwnFirst, checkParents, checkPayersTold } from './families.ts';
import { checkInstalments } from './instalments.ts';
import { checkKeptByLink, checkPayerKnown } from './kept-by-link.ts';
import { checkLinks } from './links.ts';
import { checkCustomers, checkInbox, checkMessages, checkOutbox, checkReceipts } from './messages.ts';
import { checkLeader, checkSteppedBack } from './method-choice.ts';
import { checkMethods } from './methods.ts';
import {
  checkAllocations,
  checkDoubleCollection,
  checkForbidden,
  checkOrphans,
  checkReflection,
  checkUnintended,
  type Finding,
} from './money.ts';
import { checkJournal, checkNumbers, checkSlots, checkTransitions } from './order.ts';
import { checkRecovered, checkRefundsAndDisputes, checkRefundsComplete } from './refunds-and-disputes.ts';
import { checkRestored } from './restored.ts';
import { checkRests } from './rests.ts';
import { checkSchedules } from './schedules.ts';
import { checkVerified } from './verified.ts';

const CHECKS = [
  checkReflection,
  checkDoubleCollection,
  checkUnintended,
  checkForbidden,
  checkOrphans,
  checkAllocations,
  checkCreditNotes,
  checkInstalments,
  checkSlots,
  checkJournal,
  checkTransitions,
  checkNumbers,
  checkMessages,
  checkReceipts,
  checkInbox,
  checkOutbox,
  checkCustomers,
  checkRefundsAndDisputes,
  checkRefundsComplete,
  checkMethods,
  checkRecovered,
  checkNextChecks,
  checkUnasked,
  checkFailureNotices,
  checkNetworkLimits,
  checkKeptByLink,
  checkPayerKnown,
  checkRests,
  checkRestored,
  checkAdvice,
  checkCaps,
  checkCapReasons,
  checkVerified,
  checkLinks,
  checkLeader,
  checkSteppedBack,
  checkCardTesting,
  checkParents,
  checkOwnFirst,
  checkPayersTold,
  checkCreditOfPayers,
  checkSchedules,
];

/** Checks I1 to I11 against the sandbox's own books, after the last event of the run. */
export const checkAll = (world: World): Finding[] => [
  ...world.broken,
  ...CHECKS.flatMap((check) => check(world)),
];
