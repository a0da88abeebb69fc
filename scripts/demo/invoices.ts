import type { DemoCustomer } from './customers.ts';

/** A line as the API takes it; amounts in minor units of the invoice's currency. */
interface DemoLine {
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: number;
  readonly discount?:
    | { readonly kind: 'percentage'; readonly percentage: string }
    | { readonly kind: 'amount'; readonly amount: number };
  readonly taxRates?: readonly {
    readonly name: string;
    readonly percentage: string;
    readonly inclusive: boolean;
  }[];
}

/** The verbs that follow an invoice's creation, in order. */
type DemoFate = 'draft' | 'open' | 'paid by card' | 'paid offline' | 'void' | 'uncollectible';

export interface DemoInvoicePlan {
  /** The permanent name of its requests, so that seeding again creates nothing twice. */
  readonly name: string;
  readonly customer: DemoCustomer;
  readonly currency: string;
  /** Days from the day the demo was made; negative is overdue. */
  readonly dueInDays: number;
  readonly fate: DemoFate;
  readonly notes?: string;
  readonly lines: readonly DemoLine[];
}

const SALES_TAX = [{ name: 'NY sales tax', percentage: '8.875', inclusive: false }];
const VAT_INCLUDED = [{ name: 'VAT', percentage: '23', inclusive: true }];
const CONSUMPTION_TAX = [{ name: '消費税', percentage: '10', inclusive: false }];

const line = (
  description: string,
  quantity: string,
  unitAmount: number,
  more: Partial<DemoLine> = {},
): DemoLine => ({
  description,
  quantity,
  unitAmount,
  ...more,
});

/** Fifteen invoices, one or two for each state, currency and way of counting that a reader may look for. */
export const DEMO_INVOICES: readonly DemoInvoicePlan[] = [
  {
    name: 'packaging',
    customer: 'bakery',
    currency: 'USD',
    dueInDays: 14,
    fate: 'open',
    notes: 'Thank you for a lovely project. Files are in the shared folder.',
    lines: [
      line('Packaging design, winter range', '18.5', 12_000, { taxRates: SALES_TAX }),
      line('Print proofs', '3', 4_250, { taxRates: SALES_TAX }),
      line('Courier', '1', 2_800),
    ],
  },
  {
    name: 'retainer-paid',
    customer: 'bakery',
    currency: 'USD',
    dueInDays: 7,
    fate: 'paid by card',
    lines: [line('Design retainer', '1', 150_000)],
  },
  {
    name: 'signage-overdue',
    customer: 'clinic',
    currency: 'USD',
    dueInDays: -12,
    fate: 'open',
    notes: 'Purchase order NG-20417.',
    lines: [
      line('Wayfinding signage, floors 10 to 12', '36', 18_900, {
        discount: { kind: 'percentage', percentage: '10' },
      }),
      line('Installation, two days', '2', 96_000),
    ],
  },
  {
    name: 'handbook-many-lines',
    customer: 'clinic',
    currency: 'USD',
    dueInDays: 30,
    fate: 'open',
    lines: Array.from({ length: 64 }, (_, index) =>
      line(`Patient handbook, chapter ${index + 1}`, '1', 4_500 + index * 25),
    ),
  },
  {
    name: 'workshop-draft',
    customer: 'clinic',
    currency: 'USD',
    dueInDays: 21,
    fate: 'draft',
    lines: [line('Brand workshop, half a day', '1', 180_000)],
  },
  {
    name: 'duplicate-void',
    customer: 'bakery',
    currency: 'USD',
    dueInDays: 14,
    fate: 'void',
    lines: [line('Menu boards (issued twice by mistake)', '4', 22_500)],
  },
  {
    name: 'goodwill-zero',
    customer: 'bakery',
    currency: 'USD',
    dueInDays: 14,
    fate: 'open',
    notes: 'With our compliments.',
    lines: [line('Menu reprint', '1', 9_000, { discount: { kind: 'percentage', percentage: '100' } })],
  },
  {
    name: 'too-small-for-cards',
    customer: 'bakery',
    currency: 'USD',
    dueInDays: 14,
    fate: 'open',
    lines: [line('Postage difference', '1', 35)],
  },
  {
    name: 'fleet',
    customer: 'warehouse',
    currency: 'EUR',
    dueInDays: 10,
    fate: 'open',
    lines: [
      line('Oznakowanie floty / fleet livery', '12', 84_900, {
        discount: { kind: 'amount', amount: 50_000 },
        taxRates: VAT_INCLUDED,
      }),
      line('Projekt / design', '7.25', 11_000, { taxRates: VAT_INCLUDED }),
    ],
  },
  {
    name: 'labels-offline',
    customer: 'warehouse',
    currency: 'EUR',
    dueInDays: -3,
    fate: 'paid offline',
    lines: [line('Etykiety / labels', '2500', 12, { taxRates: VAT_INCLUDED })],
  },
  {
    name: 'old-uncollectible',
    customer: 'warehouse',
    currency: 'EUR',
    dueInDays: -95,
    fate: 'uncollectible',
    lines: [line('Trade fair stand', '1', 240_000)],
  },
  {
    name: 'catalogue',
    customer: 'factory',
    currency: 'JPY',
    dueInDays: 20,
    fate: 'open',
    lines: [
      line('製品カタログ デザイン一式', '1', 480_000, { taxRates: CONSUMPTION_TAX }),
      line('撮影 (半日)', '2', 65_000, { taxRates: CONSUMPTION_TAX }),
    ],
  },
  {
    name: 'logo-paid',
    customer: 'factory',
    currency: 'JPY',
    dueInDays: 5,
    fate: 'paid by card',
    lines: [line('ロゴ改訂', '1', 120_000, { taxRates: CONSUMPTION_TAX })],
  },
  {
    name: 'storefront',
    customer: 'trader',
    currency: 'KWD',
    dueInDays: 25,
    fate: 'open',
    lines: [line('Storefront design', '1.5', 245_260), line('Site visit', '1', 38_500)],
  },
  {
    name: 'storefront-overdue',
    customer: 'trader',
    currency: 'KWD',
    dueInDays: -30,
    fate: 'open',
    lines: [line('Concept study', '1', 96_750)],
  },
];
