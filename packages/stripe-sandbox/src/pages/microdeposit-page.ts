import { html } from 'hono/html';
import { type Html, layout } from './layout.ts';

export interface MicrodepositView {
  merchant: string;
  bank: string;
  type: 'amounts' | 'descriptor_code';
  /** When the deposits are expected, in words. */
  arrives: string;
  message: string | null;
}

/** The page on which a payer says what arrived on the bank statement. */
export function microdepositPage(view: MicrodepositView): Html {
  const codes = view.type === 'descriptor_code';
  return layout(
    'Verify your bank account',
    html`<main>
<h1>Verify your bank account</h1>
<p>${view.merchant} asks whether <strong>${view.bank}</strong> is yours.
${codes ? 'One deposit of $0.01' : 'Two deposits of less than $1.00 each'} should be on your statement
by ${view.arrives}.</p>
<form method="post" class="card">
${view.message === null ? '' : html`<p class="notice" role="alert">${view.message}</p>`}
${codes ? codeField() : amountFields()}
<button class="primary" type="submit">Verify</button>
</form>
<p class="soft">Test mode: nothing is sent. ${
      codes
        ? 'SM11AA is right, SM33CC uses up all tries, SM44DD comes too late.'
        : '32 and 45 are right, 10 and 11 use up all tries, 40 and 41 come too late.'
    }</p>
</main>`,
  );
}

function codeField(): Html {
  return html`<label for="code">Six-character code on the statement, starting with SM</label>
<input id="code" name="descriptor_code" type="text" autocomplete="off" autocapitalize="characters" required>`;
}

function amountFields(): Html {
  return html`<div class="two"><div><label for="first">First, in cents</label>
<input id="first" name="first" type="text" inputmode="numeric" autocomplete="off" required></div>
<div><label for="second">Second, in cents</label>
<input id="second" name="second" type="text" inputmode="numeric" autocomplete="off" required></div></div>`;
}
