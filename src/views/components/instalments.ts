import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { askedAmount, partLines } from '../instalments.ts';
import type { InvoiceView } from '../model.ts';
import { typedAmount } from '../typed-amount.ts';

/** The parts of an invoice, with the day and the state of each. */
export function instalments(invoice: InvoiceView, writer: Writer): Html {
  const lines = partLines(invoice, writer);
  if (lines.length === 0) return NOTHING;
  return html`
    <section>
      <h2>${writer.speech.words.instalments.heading}</h2>
      <dl class="sums all">
        ${lines.map(
          ({ label, amount, detail }) => html`
            <div>
              <dt>${label}<br><span class="small soft">${detail}</span></dt>
              <dd>${amount}</dd>
            </div>
          `,
        )}
      </dl>
    </section>
  `;
}

/** Why the amount that a payer chose was not taken, and what they had typed. */
export type PartTrouble = {
  readonly problem:
    | 'unreadable'
    | 'zero'
    | 'more_than_owed'
    | 'whole_only'
    | 'no_instalment'
    | 'below_least'
    | 'leaves_too_little';
  readonly typed: string;
};

/** The amount of a button, sent back with it: what is paid is what was shown. */
export const amountField = (minor: number): Html =>
  html`<input type="hidden" name="amount" value="${String(minor)}">`;

/** Beside what is asked for: to pay all of it, and an amount of one's own where parts of any size are allowed. */
export function otherAmounts(
  invoice: InvoiceView,
  { action, trouble = null }: { readonly action: string; readonly trouble?: PartTrouble | null },
  writer: Writer,
): Html {
  const words = writer.speech.words.instalments;
  const { amountRemaining } = invoice;
  const isPart = askedAmount(invoice) < amountRemaining;
  const all = isPart
    ? html`
        <form class="pay" method="post" action="${action}">
          ${amountField(amountRemaining)}
          <button class="button quiet">${words.payAll(writer.amount(amountRemaining))}</button>
        </form>
      `
    : NOTHING;
  return html`${all}${ownAmount(invoice, action, trouble, writer)}`;
}

function ownAmount(invoice: InvoiceView, action: string, trouble: PartTrouble | null, writer: Writer): Html {
  const words = writer.speech.words.instalments;
  const { ownPart, currency } = invoice;
  if (ownPart == null && trouble === null) return NOTHING;
  const least =
    ownPart?.least == null
      ? NOTHING
      : html`<span class="small">${words.ownLeast(writer.amount(ownPart.least))}</span>`;
  const problem =
    trouble === null
      ? NOTHING
      : html`<span class="small bad" id="own-problem" role="alert">${troubleText(trouble, invoice, writer)}</span>`;
  const described = trouble === null ? NOTHING : html` aria-invalid="true" aria-describedby="own-problem"`;
  return html`
    <form class="pay own" method="post" action="${action}">
      <label for="own">${words.ownAmount(currency)}</label>
      ${least}
      <input id="own" name="typed" inputmode="decimal" autocomplete="off" maxlength="40" required
        value="${trouble?.typed ?? ''}"${described}>
      ${problem}
      <button class="button quiet">${words.payOwn}</button>
    </form>
  `;
}

function troubleText({ problem }: PartTrouble, invoice: InvoiceView, writer: Writer): string {
  const words = writer.speech.words.instalments.problem;
  const { amountRemaining, currency, ownPart } = invoice;
  const asked = writer.amount(askedAmount(invoice));
  switch (problem) {
    case 'unreadable':
      return words.unreadable(typedAmount(currency, askedAmount(invoice), writer.locale));
    case 'more_than_owed':
    case 'whole_only':
      return words[problem](writer.amount(amountRemaining));
    case 'no_instalment':
      return words.no_instalment(asked);
    case 'below_least':
      return words.below_least(writer.amount(ownPart?.least ?? 0));
    case 'zero':
    case 'leaves_too_little':
      return words[problem];
    default:
      return problem satisfies never;
  }
}
