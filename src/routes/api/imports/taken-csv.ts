import type { z } from '@hono/zod-openapi';
import { type Cell, csvLine } from '../../../domain/csv/write.ts';
import { money, toDecimalString } from '../../../domain/money.ts';
import type { takenInvoices } from './invoice-schema.ts';

type Given = z.output<typeof takenInvoices>['invoices'];

/** Invoices as the file that they go the way of: a line each line, below a first one that names the columns. */
export function takenCsv(invoices: Given): ReadableStream<Uint8Array> {
  const keys = [
    ...new Set(invoices.flatMap(({ externalId }) => (externalId === undefined ? [] : [externalId.key]))),
  ];
  const rows = invoices.flatMap((invoice) => {
    const { lines, currency, paid, externalId } = invoice;
    const amount = (minor: number) => toDecimalString(money(currency, minor));
    return lines.map(
      ({ description, net, tax = 0, taxRate = null, taxName = null, ...units }): readonly Cell[] => [
        invoice.number,
        invoice.status ?? null,
        invoice.issueDate,
        invoice.dueDate ?? null,
        currency,
        invoice.customerId ?? null,
        invoice.customerEmail ?? null,
        invoice.customerName ?? null,
        description,
        units.quantity ?? null,
        units.unitPrice ?? null,
        units.discount === undefined ? null : amount(units.discount),
        amount(net),
        amount(tax),
        taxRate,
        taxName,
        paid === undefined ? null : amount(paid),
        invoice.paidOn ?? null,
        invoice.paidBy ?? null,
        invoice.paidReference ?? null,
        invoice.notes ?? null,
        ...keys.map((key) => (externalId?.key === key ? externalId.value : null)),
      ],
    );
  });
  const text = [[...COLUMNS, ...keys.map((key) => `externalId:${key}`)], ...rows].map(csvLine).join('');
  return new Blob([text]).stream();
}

const COLUMNS = [
  'number',
  'status',
  'issueDate',
  'dueDate',
  'currency',
  'customerId',
  'customerEmail',
  'customerName',
  'description',
  'quantity',
  'unitPrice',
  'discount',
  'net',
  'tax',
  'taxRate',
  'taxName',
  'paid',
  'paidOn',
  'paidBy',
  'paidReference',
  'notes',
] as const;
