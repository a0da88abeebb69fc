import type { Undone } from '../../../domain/outcome.ts';
import { ACT_WORDS } from '../../../views/dashboard/words/invoice-acts.ts';
import type { Writer } from '../../../views/format.ts';
import { problemOf } from '../../api/problems.ts';

const { undone: words, refusals } = ACT_WORDS;

/** What was not done and why, for a page: the field that it is about, if it is about one, and a sentence. */
export type Wrong = { readonly field: string | null; readonly text: string };

/** The same refusals that the API gives, with amounts as people write them. */
export function wrongOf(outcome: Undone, writer: Writer, timeZone: string): Wrong {
  if (outcome.kind !== 'refused') return { field: null, text: problemOf(outcome).detail };
  const { rejection } = outcome;
  const about = (field: string, text: string): Wrong => ({ field, text });
  switch (rejection.code) {
    case 'amount_exceeds_remaining':
      return about('amount', words.exceedsRemaining(writer.amount(rejection.remaining)));
    case 'amount_exceeds_refundable':
      return about('amount', words.exceedsRefundable(writer.amount(rejection.refundable)));
    case 'credit_exceeds_invoice': {
      const left = Number(rejection.left);
      return about('amount', left > 0 ? words.exceedsInvoice(writer.amount(left)) : words.nothingToCredit);
    }
    case 'give_back_missing':
      return about('giveBack', words.giveBackMissing(writer.amount(rejection.amount)));
    case 'give_back_not_refundable': {
      const { amount, refundable } = rejection;
      const text = words.giveBackNotRefundable(writer.amount(refundable), writer.amount(amount));
      return about('otherwise', text);
    }
    case 'give_back_not_kept': {
      const { amount, kept } = rejection;
      return about('giveBack', words.giveBackNotKept(writer.amount(kept), writer.amount(amount)));
    }
    case 'rest_too_small': {
      const { rest, smallestRest } = rejection;
      return about('amount', words.restTooSmall(writer.amount(rest), writer.amount(smallestRest)));
    }
    case 'payment_not_closable': {
      const why = rejection.why === 'page_open' ? words.pageOpen : words.underWay;
      const text = words.notClosable(why, writer.instant(rejection.from, timeZone));
      return { field: null, text };
    }
    case 'changed':
    case 'version_differs':
      return { field: null, text: words.changed };
    case 'paused_by_customer':
      return { field: null, text: refusals.customer_paused };
    case 'charge_not_allowed':
      return {
        field: null,
        text:
          rejection.why === 'announced_later'
            ? refusals.announced_later(writer.instant(rejection.from ?? 0, timeZone))
            : refusals[rejection.why],
      };
    default: {
      const { errors, detail } = problemOf(outcome);
      const [first] = errors ?? [];
      const text = errors?.map(({ message }) => message).join(' ') ?? detail;
      return { field: first === undefined || first.path === '' ? null : first.path, text };
    }
  }
}
