import type { Writer } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { MethodView } from '../model.ts';
import { isolate, unbroken } from '../text.ts';

/** A method on file that a payer may use at once. */
export type SavedView = {
  readonly methodId: string;
  readonly method: MethodView;
  readonly isDefault: boolean;
  /** Of a card. */
  readonly expires: { readonly month: number; readonly year: number } | null;
};

/** The methods on file that a page offers, and what its buttons post beside the method. */
export type OfferView = {
  readonly methods: readonly SavedView[];
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Offered to the customer, who is signed in to the portal; else to whoever has the link. */
  readonly isSignedIn: boolean;
};

type Speaking = Pick<Writer, 'words' | 'locale'>;

/** What a payer wants to know of a method beside its name: whether it is the default, its expiry, how long it takes. */
export function methodRemark({ method, isDefault, expires }: SavedView, { words, locale }: Speaking): string {
  const month = (at: number) =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
  return [
    isDefault ? words.pay.isDefault : null,
    expires === null ? null : words.pay.expires(month(Date.UTC(expires.year, expires.month - 1, 1))),
    method.kind === 'us_bank_account' ? words.pay.bankDebitTakes : null,
  ]
    .filter((remark) => remark !== null)
    .join(' · ');
}

/** A button for each method on file, with the amount on it and what is to be known of the method below it. */
export function savedMethods(offer: OfferView, writer: Writer, amount: string): Html {
  const { words } = writer;
  return html`
    <form class="pay" method="post" action="${offer.action}">
      ${Object.entries(offer.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      ${offer.methods.map((saved, index) => {
        const label = words.pay.withSaved(amount, isolate(unbroken(writer.shortMethod(saved.method))));
        const look = index === 0 ? 'button' : 'button quiet';
        return html`
          <p class="way">
            <button class="${look}" name="method" value="${saved.methodId}">${label}</button>
            <span class="small">${methodRemark(saved, writer)}</span>
          </p>
        `;
      })}
    </form>
  `;
}
