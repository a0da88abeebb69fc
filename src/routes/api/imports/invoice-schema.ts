import { z } from '@hono/zod-openapi';
import { TAKEN_STATUSES } from '../../../domain/imports/read-invoice-row.ts';
import { ROW_STATES } from '../../../domain/imports/states.ts';
import type { ImportLine } from '../../../operations/imports/read.ts';
import type { InvoiceImportView } from '../../../operations/imports/read-invoice-import.ts';
import {
  currencyCode,
  emailAddress,
  localDate,
  minorUnits,
  oneLine,
  shownInstant,
} from '../schemas/fields.ts';
import { decimal } from '../schemas/tax-rate.ts';

const count = z.int();

export const invoiceImport = z
  .strictObject({
    id: z.string(),
    object: z.literal('invoice_import'),
    state: z.enum(['reading', 'checking', 'ready', 'applying', 'done', 'canceled']).openapi({
      description: '`ready`: read what it would make, then apply it. Nothing is taken over before.',
    }),
    fileName: z.string().nullable(),
    lines: count.openapi({ description: 'How many lines with data the file has.' }),
    counts: z
      .strictObject({
        read: count.openapi({ description: 'Not checked yet.' }),
        create: count.openapi({ description: 'Of invoices that would be taken over.' }),
        same: count.openapi({ description: 'Of invoices that are here already, with the same content.' }),
        wrong: count,
        skipped: count.openapi({ description: 'Right themselves, of an invoice with a line that is wrong.' }),
        done: count,
        failed: count.openapi({ description: 'What they say did not fit any more when it was applied.' }),
      })
      .openapi({ description: 'How many lines are in which state.' }),
    collects: z.boolean().openapi({ description: 'Whether open invoices are collected once taken over.' }),
    series: z
      .array(
        z.strictObject({
          series: z.string(),
          highest: z.int().openapi({ description: 'The highest number that the file has in it.' }),
          nextNumber: z.int().openapi({ description: 'The next number now.' }),
          nextAfter: z.int().openapi({ description: 'The next number once the file is taken over.' }),
          next: z.string().openapi({ description: 'As it would be printed.' }),
          isPresent: z.boolean().openapi({ description: 'Whether invoices are numbered in it today.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'Where numbers go on: none that the file has is given again.' }),
    startedBy: z.string(),
    appliedBy: z.string().nullable(),
    createdAt: shownInstant,
    endedAt: shownInstant.nullable(),
  })
  .openapi('InvoiceImport');

export const invoiceImportLines = z
  .strictObject({
    data: z
      .array(
        z
          .strictObject({
            line: z.int(),
            state: z.enum(ROW_STATES),
            number: z.string().nullable(),
            invoiceId: z.string().nullable(),
            customerId: z.string().nullable(),
            problems: z
              .array(z.strictObject({ column: z.string().nullable(), message: z.string() }))
              .readonly(),
          })
          .openapi('InvoiceImportLine'),
      )
      .readonly(),
    hasMore: z.boolean(),
    nextCursor: z.int().nullable(),
  })
  .openapi('InvoiceImportLines');

export const shownInvoiceImport = (view: InvoiceImportView): z.input<typeof invoiceImport> => {
  const { read, create, same, wrong, skipped, done, failed } = view.counts;
  return {
    id: view.id,
    object: 'invoice_import',
    state: view.state,
    fileName: view.fileName,
    lines: view.lines,
    counts: { read, create, same, wrong, skipped, done, failed },
    collects: view.collects,
    series: view.numbering,
    startedBy: view.startedBy,
    appliedBy: view.appliedBy,
    createdAt: new Date(view.createdAt).toISOString(),
    endedAt: view.endedAt === null ? null : new Date(view.endedAt).toISOString(),
  };
};

export const shownInvoiceLine = ({ line, state, number, invoiceId, customerId, report }: ImportLine) => ({
  line,
  state,
  number,
  invoiceId: state === 'create' ? null : invoiceId,
  customerId,
  problems: report.flatMap((one) => ('message' in one ? [one] : [])),
});

const signed = z.int().openapi({ description: 'Minor units; below zero for what is taken off.' });

const takenLine = z.strictObject({
  description: oneLine(500),
  quantity: decimal.optional().openapi({
    description: 'How many, where the line says so: times the price, less the discount, it is `net`.',
  }),
  unitPrice: decimal.optional().openapi({
    description: 'Major units, such as `49.50`. Omitted, it is the net amount by the quantity.',
  }),
  discount: minorUnits.optional().openapi({ description: 'Minor units that `net` is without.' }),
  net: signed,
  tax: signed.optional(),
  taxRate: z
    .string()
    .optional()
    .openapi({ description: 'A percentage, such as `19`; needed where there is a tax.' }),
  taxName: oneLine(50).optional(),
});

const takenInvoice = z
  .strictObject({
    number: oneLine(40),
    status: z
      .enum(TAKEN_STATUSES)
      .optional()
      .openapi({ description: 'What is paid decides, where it is omitted.' }),
    issueDate: localDate,
    dueDate: localDate.optional(),
    currency: currencyCode,
    customerId: z.string().optional(),
    externalId: z.strictObject({ key: oneLine(100), value: oneLine(255) }).optional(),
    customerEmail: emailAddress.optional(),
    customerName: oneLine(200).optional(),
    lines: z.array(takenLine).min(1).max(200).readonly(),
    paid: minorUnits.optional(),
    paidOn: localDate.optional(),
    paidBy: oneLine(100).optional(),
    paidReference: oneLine(200).optional(),
    notes: oneLine(2000).optional(),
  })
  .openapi('TakenInvoice');

export const takenInvoices = z
  .strictObject({
    source: oneLine(200)
      .optional()
      .openapi({ description: 'Where they come from, as the timeline names it.' }),
    invoices: z.array(takenInvoice).min(1).max(1000).readonly(),
  })
  .openapi('TakenInvoices');
