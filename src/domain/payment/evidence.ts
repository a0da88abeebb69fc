/** What stands in an answer to a dispute, by the name of Stripe's field. https://docs.stripe.com/api/disputes/evidence_object */
export const EVIDENCE_FIELDS = [
  'customer_name',
  'customer_email_address',
  'billing_address',
  'product_description',
  'service_date',
  'access_activity_log',
  'uncategorized_text',
] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];
export type Evidence = Readonly<Record<EvidenceField, string>>;

/** What happened, and when, in finished words. */
export type Noted = { readonly at: string; readonly text: string };

/** What is known of a disputed payment, each a finished line. */
export type EvidenceFacts = {
  readonly customer: string;
  readonly email: string | null;
  readonly address: readonly string[];
  readonly invoices: readonly {
    readonly number: string;
    readonly issuedOn: string;
    readonly dueOn: string | null;
    readonly total: string;
    readonly lines: readonly string[];
    readonly seen: string | null;
  }[];
  readonly payment: readonly string[];
  readonly mails: readonly Noted[];
  readonly agreements: readonly { readonly head: string; readonly text: string }[];
  /** The last entry of each journal, with its hash: what was written cannot be changed without it. */
  readonly journals: readonly string[];
  readonly history: readonly Noted[];
};

/** Stripe takes so much in one field. */
const MOST = 20_000;

const cut = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST - 40).trimEnd()}\n[shortened: the rest is on file]`;

const notedLine = ({ at, text }: Noted): string => `${at}: ${text}`;

const part = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `- ${line}`).join('\n')}\n\n`;

/** The pack as Stripe's fields take it. */
export function evidenceOf(facts: EvidenceFacts): Evidence {
  const { invoices } = facts;
  return {
    customer_name: cut(facts.customer),
    customer_email_address: facts.email ?? '',
    billing_address: cut(facts.address.join('\n')),
    product_description: cut(
      invoices
        .map(({ number, total, lines }) => `Invoice ${number}, ${total}:\n${lines.join('\n')}`)
        .join('\n\n'),
    ),
    service_date: cut(invoices.map(({ issuedOn }) => issuedOn).join(', ')),
    access_activity_log: cut(
      [
        ...invoices.flatMap(({ number, seen }) =>
          seen === null ? [] : [`Invoice ${number} opened by its link on ${seen}.`],
        ),
        ...facts.history.map(notedLine),
      ].join('\n'),
    ),
    uncategorized_text: cut(
      [
        part(
          'What was invoiced',
          invoices.map(
            ({ number, issuedOn, dueOn, total }) =>
              `Invoice ${number} of ${issuedOn}${dueOn === null ? '' : `, due ${dueOn}`}: ${total}`,
          ),
        ),
        part('How it was paid', facts.payment),
        part('What was mailed to the customer, and what their mail server said', facts.mails.map(notedLine)),
        ...facts.agreements.map(({ head, text }) => `${head}\n${text}\n\n`),
        part('Entries of our hash-chained journal, by which all of this can be checked', facts.journals),
      ]
        .join('')
        .trimEnd(),
    ),
  };
}

/** The same to keep or to send otherwise, as one text. */
export const evidenceText = (
  title: string,
  evidence: Evidence,
  labels: Readonly<Record<EvidenceField, string>>,
): string =>
  [
    title,
    ...EVIDENCE_FIELDS.flatMap((field) =>
      evidence[field] === '' ? [] : [`${labels[field].toUpperCase()}\n${evidence[field]}`],
    ),
  ].join('\n\n');
