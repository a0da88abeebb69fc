import type { Words } from '../en/index.ts';
import type { Some } from '../some.ts';

/** What is written otherwise in Britain, and wherever English is spelled as there. */
export const changes: Some<Words> = {
  pages: {
    method: { offline: { check: 'cheque' } },
    failures: {
      wrongExpiry: 'The card’s expiry date is incorrect.',
      wrongPostalCode: 'The postcode doesn’t match the card.',
      cancelled: 'The payment was cancelled before it was completed.',
      mandateNeeded: 'Your bank needs a new authorisation from you. Please try again and give it.',
      notAuthorised:
        'Your bank said the debit wasn’t authorised. Please contact your bank or pay another way.',
    },
  },
  portal: { details: { fields: { postcode: 'Postcode' } } },
  portalSettings: {
    bank: {
      routingNumberHint: 'Nine digits, at the bottom left of a cheque.',
      problem: {
        accountNumber: {
          refused: 'Stripe doesn’t accept this account number. Compare it with a statement or a cheque.',
        },
        routingNumber: {
          check_digit:
            'This routing number doesn’t exist. One of the digits is wrong: compare it with a cheque.',
          refused: 'Stripe doesn’t recognise this routing number. Compare it with a cheque.',
        },
      },
    },
  },
  emails: {
    account: {
      mandate: {
        subject: (merchant, last4, date) =>
          `Bank debit authorised: account •••• ${last4} (${merchant}, ${date})`,
        headline: 'Authorisation confirmed',
        status: (date) => `Authorised ${date}`,
        explained: (merchant, account) =>
          `You’ve authorised ${merchant} to debit your ${account}, for invoices that you pay or have charged automatically and in the amounts stated on them, and to credit it where a debit has to be corrected. Stripe carries out the debits.`,
        revoke: (merchant, contact) =>
          `The authorisation is valid until you revoke it. To revoke it, remove the account in your payment settings, or tell ${merchant}: ${contact}. Debits that are under way by then are still carried out.`,
        authorised: 'Authorised',
      },
      methodToConfirm: {
        next: 'It won’t be charged for your later invoices unless you confirm it in your payment settings. If you don’t recognise it, remove it there.',
      },
    },
    business: {
      dispute: {
        won: {
          explained:
            'The decision was in your favour. The payment stands, and you don’t need to do anything else.',
        },
        lost: {
          explained: 'The decision was in the customer’s favour, and the amount won’t be returned to you.',
        },
      },
    },
  },
};
