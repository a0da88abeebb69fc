import type { CollectStage, RestReason, WaitReason } from '../../../domain/collection/types.ts';
import type { InvoiceView } from '../../../domain/invoice/view.ts';
import type { Writer } from '../../format.ts';
import { REASON_WORDS } from '../../timeline/invoice-words.ts';
import { INVOICE_WORDS } from '../words/invoice.ts';

const words = INVOICE_WORDS.plan;

/** What the rules last decided of an invoice. Instants in ms. */
export type Decided = {
  readonly view: Pick<InvoiceView, 'status' | 'ledger'>;
  readonly stage: CollectStage | null;
  readonly reason: RestReason | WaitReason | null;
  readonly isSent: boolean;
  readonly isFrozen: boolean;
  readonly hasPendingVerb: boolean;
  readonly nextCheckAt: number | null;
  readonly timeZone: string;
  readonly now: number;
};

/** What happens next with an invoice and when, to its business, in a sentence or several. */
export function nextSentences(decided: Decided, writer: Writer): readonly string[] {
  const { view, hasPendingVerb, isFrozen } = decided;
  switch (view.status) {
    case 'draft':
      return [words.draft];
    case 'void':
      return [words.void];
    case 'uncollectible':
      return [words.closed];
    case 'paid':
    case 'credited':
      return [words.settled];
    case 'open':
      return [
        ...(hasPendingVerb ? [words.verb] : []),
        ...(isFrozen ? [words.frozen] : []),
        ...ofOpen(decided, writer),
      ];
    default:
      return view.status satisfies never;
  }
}

function ofOpen(decided: Decided, writer: Writer): readonly string[] {
  const { next } = decided.view.ledger;
  switch (next.kind) {
    case 'nothing':
      return [words.settled];
    case 'processing':
      return [words.processing];
    case 'charging':
      return [words.charging];
    case 'disputed':
      return [words.disputed];
    case 'charge': {
      const method = next.method === null ? words.anyMethod : writer.shortMethod(next.method);
      return [
        next.on === null ? words.charge(method) : words.chargeOn(method, writer.date(next.on)),
        ...waits(decided),
      ];
    }
    case 'retry':
      return [next.on === null ? words.retry : words.retryOn(writer.date(next.on)), ...waits(decided)];
    case 'pay_instead':
    case 'waiting':
    case 'pay':
      return decided.isSent ? ofPayer(decided, writer) : [words.notSent];
    default:
      return next satisfies never;
  }
}

/** Nothing is charged by itself: why, and when that is looked at again. */
function ofPayer({ reason, nextCheckAt, now, timeZone, stage }: Decided, writer: Writer): readonly string[] {
  const isLater = nextCheckAt !== null && nextCheckAt > now;
  const isWait = stage === 'scheduled' || stage === 'retrying';
  const why = reason === null ? null : REASON_WORDS[reason];
  return [
    ...(why === null ? [] : [isWait ? words.waits(why) : words.because(why)]),
    ...(isWait ? [] : [words.customerPays]),
    ...(isLater ? [words.againOn(writer.instant(nextCheckAt, timeZone))] : []),
  ];
}

const KNOWN: readonly (RestReason | WaitReason)[] = ['scheduled', 'noticed', 'retry_later'];

const waits = ({ reason }: Decided): readonly string[] =>
  reason === null || KNOWN.includes(reason) ? [] : [words.waits(REASON_WORDS[reason])];
