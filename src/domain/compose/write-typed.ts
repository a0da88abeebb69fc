import type { LocalDate } from '../calendar.ts';
import type { CollectPolicy } from '../collection/types.ts';
import type { Currency } from '../currency.ts';
import type { Adjustment } from '../invoice/adjustments.ts';
import type { PaymentPlan, PlanPart } from '../invoice/payment-plan.ts';
import type { Discount, TaxRate } from '../invoice/totals.ts';
import { money, toDecimalString } from '../money.ts';
import type { BaseLine } from './read-typed.ts';
import type { TypedDraft, TypedLine, TypedPart } from './typed-draft.ts';

/** What of a draft its form shows. */
export type WrittenDraft = {
  readonly currency: Currency;
  readonly dueDate: LocalDate | null;
  readonly plan: PaymentPlan | null;
  readonly purchaseOrder: string | null;
  readonly buyerReference: string | null;
  readonly notes: string | null;
  readonly collectPolicy: CollectPolicy | null;
  readonly paymentLink: boolean;
  readonly adjustments: readonly Adjustment[];
  readonly lines: readonly BaseLine[];
  /** How the business calls its tax, where no line says so. */
  readonly taxName: string;
};

/** A draft → its form as it is opened. What is read of it again is the same draft. */
export function writeTyped(draft: WrittenDraft): TypedDraft {
  const { currency, lines } = draft;
  const single = lines.flatMap(({ taxRates: [tax, another] }) =>
    tax === undefined || another !== undefined ? [] : [tax],
  );
  const taxed = single.find(({ percentage }) => percentage !== '0') ?? single[0];
  const common = {
    name: taxed?.name ?? draft.taxName,
    inclusive: taxed?.inclusive ?? false,
    reason: single.find(({ reason }) => reason !== undefined)?.reason ?? '',
  };
  const whole = plainDiscount(draft.adjustments);
  return {
    currency,
    dueOn: draft.dueDate ?? '',
    netDays: '',
    purchaseOrder: draft.purchaseOrder ?? '',
    reference: draft.buyerReference ?? '',
    note: draft.notes ?? '',
    taxName: common.name,
    inclusive: common.inclusive ? 'on' : '',
    exemptReason: common.reason,
    discount: whole === undefined ? '' : discountText(whole.value, currency),
    discountFor: whole?.description ?? '',
    policy: draft.collectPolicy ?? '',
    paymentLink: draft.paymentLink ? 'on' : '',
    lines: lines.map((line, place) => lineText(line, place, currency, common)),
    parts: (draft.plan ?? []).map((part) => partText(part, currency)),
  };
}

/** The one discount on the whole that the form shows; others, and charges, stay as they are. */
export const plainDiscount = (adjustments: readonly Adjustment[]): Adjustment | undefined =>
  adjustments.find(
    ({ kind, taxRates, withheld }) => kind === 'discount' && taxRates === undefined && withheld !== false,
  );

type Common = { readonly name: string; readonly inclusive: boolean; readonly reason: string };

const lineText = (line: BaseLine, place: number, currency: Currency, common: Common): TypedLine => ({
  was: String(place),
  description: line.description,
  quantity: line.quantity,
  price: line.unitAmountDecimal ?? amountText(line.unitAmount, currency),
  ...taxText(line.taxRates, common),
  discount: line.discount === null ? '' : discountText(line.discount, currency),
});

function taxText(
  [tax, another]: readonly TaxRate[],
  { name, inclusive, reason }: Common,
): Pick<TypedLine, 'tax' | 'rate'> {
  if (tax === undefined) return { tax: 'none', rate: '' };
  const isTaxed = tax.category === undefined || tax.category === 'standard' || tax.category === 'reduced';
  const isAsSaid =
    another === undefined &&
    tax.name === name &&
    tax.exemption === undefined &&
    (isTaxed ? tax.inclusive === inclusive : !tax.inclusive && tax.percentage === '0') &&
    (tax.reason ?? '') === (tax.category === 'exempt' ? reason : '');
  if (!isAsSaid) return { tax: 'keep', rate: '' };
  return { tax: tax.category ?? 'plain', rate: isTaxed ? tax.percentage : '' };
}

const amountText = (minor: number, currency: Currency): string => toDecimalString(money(currency, minor));

const discountText = (discount: Discount, currency: Currency): string =>
  discount.kind === 'percentage' ? `${discount.percentage} %` : amountText(discount.amount, currency);

function partText({ share, due }: PlanPart, currency: Currency): TypedPart {
  const shares = {
    percentage: () => (share.kind === 'percentage' ? `${share.percentage} %` : ''),
    amount: () => (share.kind === 'amount' ? amountText(share.amount, currency) : ''),
    rest: () => '',
  };
  return {
    share: shares[share.kind](),
    due: due.kind === 'on' ? due.date : due.count === 0 ? 'at once' : `${due.count} ${due.unit}`,
  };
}
