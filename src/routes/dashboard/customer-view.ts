import { customerGaps } from '../../domain/e-invoice/profile-gaps.ts';
import { mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Context } from '../../operations/core/context.ts';
import type { Scoped } from '../../operations/core/scope.ts';
import { readProfile } from '../../operations/merchants/read-profile.ts';
import { listMethods } from '../../operations/methods/list-methods.ts';
import type { CustomerResource } from '../../operations/resources/customers.ts';
import { listCustomers } from '../../operations/resources/list-customers.ts';
import { readCustomerFigures } from '../../operations/resources/list-figures.ts';
import { ALL_INVOICES, listInvoices } from '../../operations/resources/list-invoices.ts';
import { readCustomer } from '../../operations/resources/read-customer.ts';
import type { CustomerView } from '../../views/dashboard/customers/one-view.ts';
import { CLIENT_WORDS as client } from '../../views/dashboard/words/customer-client.ts';
import { CUSTOMERS_WORDS as words } from '../../views/dashboard/words/customers.ts';
import { speakerFor, writerFor } from '../../views/format.ts';
import type { Speech } from '../../views/i18n/speech.ts';
import { taxIdLine } from '../../views/tax-ids.ts';
import { methodView } from '../pay/offer-view.ts';
import { figuresShown } from './customer-figures.ts';

const INVOICES = 25;

type Shown = (speech: Speech) => Omit<CustomerView, 'base' | 'mayEdit' | 'mayIssue' | 'mayUnlink' | 'said'>;

const CHILDREN = 100;

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
  const asked = { ...ALL_INVOICES, customerId };
  const family = { email: null, externalId: null, alias: null, search: null, parentId: customerId };
  const [found, figures, methods, invoices, children, business] = await Promise.all([
    readCustomer(ctx, { scope, customerId }),
    readCustomerFigures(ctx, { scope, customerId }),
    listMethods(ctx, { ...scope, customerId }),
    listInvoices(ctx, { scope, asked, startingAfter: null, limit: INVOICES }),
    listCustomers(ctx, { scope, filters: family, page: { startingAfter: null, limit: CHILDREN } }),
    readProfile(ctx, { scope }),
  ]);
  const parentId = found.kind === 'done' ? found.value.parentId : null;
  const parent = parentId === null ? null : await readCustomer(ctx, { scope, customerId: parentId });
  return mapDone(
    found,
    (customer): Shown =>
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
          [
            words.facts.eInvoiceMissing,
            business.kind === 'done' ? lacking(business.value.profile, customer) : '',
          ],
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
          parent: parent?.kind === 'done' ? { id: parent.value.id, name: parent.value.legalName } : null,
          children: (children.kind === 'done' ? children.value.data : []).map(({ id, legalName }) => ({
            id,
            name: legalName,
          })),
          figures:
            figures.kind === 'done'
              ? figuresShown(
                  figures.value.figures,
                  business.kind === 'done' ? business.value.profile.timeZone : 'UTC',
                  speaker,
                )
              : [],
          autopay: autopayOf(customer.collection, speech),
          methods: (methods.kind === 'done' ? methods.value.methods : []).map(
            ({ card, state, isDefault }) => ({
              name: speaker.shortMethod(methodView(card)),
              state,
              isDefault,
            }),
          ),
          invoices: (invoices.kind === 'done' ? invoices.value.data : []).map((invoice) => ({
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
