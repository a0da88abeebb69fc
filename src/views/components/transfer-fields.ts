import { type Html, html, NOTHING } from '../html.ts';
import type { Speech } from '../i18n/speech.ts';
import type { TransferView } from '../model.ts';
import { accountFields, accountText, type TransferField } from '../transfer-fields.ts';

/** The accounts of a transfer with `after` behind each one's fields; free text as it was written. */
export function transferFields(
  { to }: TransferView,
  speech: Speech,
  after: readonly TransferField[] = [],
): Html {
  if (to.kind === 'text') {
    return html`<p class="written" dir="auto">${to.text}</p>${after.length === 0 ? NOTHING : fieldList(after)}`;
  }
  return html`${to.accounts.map((account) => {
    const lines = accountText(account);
    return html`
      ${fieldList(accountFields(account, speech))}
      ${lines === '' ? NOTHING : html`<p class="written all" dir="auto">${lines}</p>`}
      ${after.length === 0 ? NOTHING : fieldList(after)}
    `;
  })}`;
}

/** Values that a tap selects whole; what is copied of one in groups has no spaces, as banks' forms want it. */
const fieldList = (fields: readonly TransferField[]): Html => html`
  <dl class="copy">
    ${fields.map(
      ({ label, groups }) => html`
        <div>
          <dt>${label}</dt>
          <dd dir="auto">${groups.length === 1 ? html`${groups[0] ?? ''}` : groups.map((group) => html`<i>${group}</i><wbr>`)}</dd>
        </div>
      `,
    )}
  </dl>
`;
