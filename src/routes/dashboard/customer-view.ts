import { customerGaps } from '../../domain/e-invoice/profile-gaps.ts';
import { mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Context } from '../../operations/core/context.ts';
import type { Scoped } from '../../operations/core/scope.ts';
import { readClient } from '../../operations/dashboard/read-client.ts';
import type { CustomerResource } from '../../operations/resources/customers.ts';
import type { CustomerView } from '../../views/dashboard/customers/one-view.ts';
import { CLIENT_WORDS as client } from '../../views/dashboard/words/customer-client.ts';
import { CUSTOMERS_WORDS as words } from '../../views/dashboard/words/customers.ts';
import { speakerFor, writerFor } from '../../views/format.ts';
import type { Speech } from '../../views/i18n/speech.ts';
import { taxIdLine } from '../../views/tax-ids.ts';
import { methodView } from '../pay/offer-view.ts';
import { figuresShown } from './customer-figures.ts';

/** How many of its invoices, and of whom it pays for. */
const MOST = { invoices: 25, children: 100 };

type Shown = (speech: Speech) => Omit<CustomerView, 'base' | 'mayEdit' | 'mayIssue' | 'mayUnlink' | 'said'>;

/** What keeps the customer's invoices from being e-invoices, where the business sends such. */
function lacking(
  profile: Profile,
  { legalName, address, email, billingEmails, telephone, taxIds }: CustomerResource,
): string {
  const party = {
    name: legalName,
    address,
    email: billingEmails[0] ?? email,
    telephone,
    taxId: null,
    taxIds,
  };
  return customerGaps(profile, party)
    .map(({ message }) => message)
    .join(' ');
}

/** How its invoices are charged by themselves, and who decided that. */
function autopayOf(
  { effective, cap, otherCaps }: CustomerResource['collection'],
  speech: Speech,
): readonly string[] {
  const caps = [...(cap === null ? [] : [cap]), ...otherCaps]
    .map(({ amount, currency }) => writerFor({ currency }, speech).amount(amount))
    .join(', ');
  return [
    client.policies[effective.policy],
    client.decidedBy[effective.decidedBy],
    ...(caps === '' ? [] : [client.cap(caps)]),
  ];
}

/** What a customer's page shows, once its language is known. Rejects with `not_found`. */
export async function customerView(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<Shown>> {
  const read = await readClient(ctx, { scope, customerId, most: MOST });
  return mapDone(
    read,
    ({ customer, figures, methods, invoices, children, parent, business }): Shown =>
      (speech) => {
        const speaker = speakerFor(speech);
        const { line1, line2, town, region, postcode, country } = customer.address;
        const facts = [
          [
            words.facts.email,
            [customer.email, ...customer.billingEmails].filter((one) => one !== null).join(', '),
          ],
          [words.facts.contact, customer.contactName ?? ''],
          [words.facts.telephone, customer.telephone ?? ''],
          [
            words.facts.address,
            [line1, line2, postcode, town, region, country].filter((one) => one !== null).join(', '),
          ],
          [words.facts.taxIds, customer.taxIds.map((id) => taxIdLine(id, speech.words)).join(', ')],
          [words.facts.language, customer.locale ?? ''],
          [words.facts.eInvoiceMissing, lacking(business, customer)],
        ] as const;
        return {
          id: customer.id,
          legalName: customer.legalName,
          label: customer.label,
          isErased: customer.legalName === 'Erased' && customer.email === null,
          facts: facts.filter(([, text]) => text !== ''),
          externalIds: customer.externalIds,
          stripeCustomerId: customer.stripeCustomerId,
          address: customer.billingEmails[0] ?? customer.email,
          contacts: customer.contacts,
          parent,
          children,
          figures: figuresShown(figures, business.timeZone, speaker),
          autopay: autopayOf(customer.collection, speech),
          methods: methods.map(({ card, state, isDefault }) => ({
            name: speaker.shortMethod(methodView(card)),
            state,
            isDefault,
          })),
          invoices: invoices.map((invoice) => ({
            id: invoice.id,
            number: invoice.number,
            dueDate: invoice.dueDate === null ? null : speaker.date(invoice.dueDate),
            currency: invoice.currency,
            total: invoice.total,
            remaining: invoice.amountRemaining,
            state: [
              words.status[invoice.status],
              words.paymentStatus[invoice.paymentStatus],
              invoice.overdue ? words.overdueWord : '',
            ]
              .filter((word) => word !== '')
              .join(', '),
          })),
        };
      },
  );
}
