/** A line as it was typed. */
export type TypedLine = {
  /** The place of the line of the draft that it stands for, counted from 0; empty for a new one. */
  readonly was: string;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  /** `none`, `plain`, a category, or `keep` for taxes that the form can't say. */
  readonly tax: string;
  readonly rate: string;
  readonly discount: string;
};

/** A part of a plan as it was typed. */
export type TypedPart = { readonly share: string; readonly due: string };

/** A draft as its form holds it: text, right or wrong. */
export type TypedDraft = {
  readonly currency: string;
  readonly dueOn: string;
  readonly netDays: string;
  readonly purchaseOrder: string;
  readonly reference: string;
  readonly note: string;
  readonly taxName: string;
  /** `on` where prices contain the tax. */
  readonly inclusive: string;
  readonly exemptReason: string;
  /** Off the whole, and what it is for. */
  readonly discount: string;
  readonly discountFor: string;
  /** When it is charged; empty for what was chosen for the customer. */
  readonly policy: string;
  readonly paymentLink: string;
  readonly lines: readonly TypedLine[];
  readonly parts: readonly TypedPart[];
};

/** More than these is written by API. */
export const MOST_TYPED_LINES = 200;
const MOST_PARTS = 40;

/** A form's fields, as `line.0.price`, `part.1.due` and by name; what is missing is empty. */
export function typedDraft(given: Readonly<Record<string, string>>): TypedDraft {
  const at = (name: string): string => given[name] ?? '';
  const rows = (group: 'line' | 'part', most: number): readonly number[] => {
    const places = Object.keys(given).flatMap((name) => {
      const place = new RegExp(`^${group}\\.(\\d{1,3})\\.`).exec(name)?.[1];
      return place === undefined || Number(place) >= most ? [] : [Number(place)];
    });
    return [...new Set(places)].toSorted((a, b) => a - b);
  };
  return {
    currency: at('currency'),
    dueOn: at('dueOn'),
    netDays: at('netDays'),
    purchaseOrder: at('purchaseOrder'),
    reference: at('reference'),
    note: at('note'),
    taxName: at('taxName'),
    inclusive: at('inclusive'),
    exemptReason: at('exemptReason'),
    discount: at('discount'),
    discountFor: at('discountFor'),
    policy: at('policy'),
    paymentLink: at('paymentLink'),
    lines: rows('line', MOST_TYPED_LINES).map((place) => ({
      was: at(`line.${place}.was`),
      description: at(`line.${place}.description`),
      quantity: at(`line.${place}.quantity`),
      price: at(`line.${place}.price`),
      tax: at(`line.${place}.tax`),
      rate: at(`line.${place}.rate`),
      discount: at(`line.${place}.discount`),
    })),
    parts: rows('part', MOST_PARTS).map((place) => ({
      share: at(`part.${place}.share`),
      due: at(`part.${place}.due`),
    })),
  };
}

export const EMPTY_LINE: TypedLine = {
  was: '',
  description: '',
  quantity: '1',
  price: '',
  tax: 'none',
  rate: '',
  discount: '',
};
export const EMPTY_PART: TypedPart = { share: '', due: '' };

const isEmptyLine = ({ description, price, quantity, discount }: TypedLine): boolean =>
  [description, price, discount].every((text) => text.trim() === '') && ['', '1'].includes(quantity.trim());

/** Without rows that nothing was typed in. */
export const withoutEmpty = (typed: TypedDraft): TypedDraft => ({
  ...typed,
  lines: typed.lines.filter((line) => !isEmptyLine(line)),
  parts: typed.parts.filter(({ share, due }) => share.trim() !== '' || due.trim() !== ''),
});
