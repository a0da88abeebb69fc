import { z } from '@hono/zod-openapi';
import { CADENCE_UNITS, TIMINGS } from '../../../domain/schedule/recurrence.ts';
import { SCHEDULE_STATUSES } from '../../../domain/schedule/status.ts';
import type { ScheduleInput } from '../../../operations/schedules/schedule-input.ts';
import { currencyCode, idOf, localDate, oneLine, shownInstant } from '../schemas/fields.ts';
import { decimal } from '../schemas/tax-rate.ts';
import { shownTerms, termsInput, termsOfInput } from './terms-schema.ts';

// Numbers are not limited here: the domain's rules say what is wrong with each in words that fit it.
export const scheduleBody = z
  .strictObject({
    customerId: idOf('cus'),
    name: oneLine(200).openapi({ description: 'As your staff know it.', example: 'Hosting' }),
    currency: currencyCode.optional(),
    every: z.number().optional().openapi({ description: '1 where it is left out.', example: 1 }),
    unit: z.enum(CADENCE_UNITS),
    startsOn: localDate.openapi({
      description:
        'The first day, of the trial where there is one. One that is over counts as missed: see `catchUpLimit`.',
    }),
    trialDays: z.number().optional().openapi({ description: 'Free days before the first period begins.' }),
    day: z.number().nullish().openapi({
      description:
        'The day of the month that periods begin on, where it is another than the first one’s: 31 is the last of each month.',
    }),
    endsOn: localDate.nullish().openapi({
      description: 'No period begins after it. One that has begun is invoiced as a whole.',
    }),
    runs: z.number().nullish().openapi({ description: 'How many invoices it makes, in place of `endsOn`.' }),
    timing: z.enum(TIMINGS).optional().openapi({
      description:
        '`advance`: a period is invoiced on its first day, as where this is left out. `arrears`: on the day after its last.',
    }),
    timeZone: z.string().max(64).optional().openapi({
      description: 'IANA; your business’s own where it is left out.',
      example: 'Europe/Paris',
    }),
    hour: z.number().optional().openapi({
      description:
        'The hour of that day at which its invoices are made; that of your settings where it is left out.',
    }),
    catchUpLimit: z.number().optional().openapi({
      description:
        'So many missed invoices are made without asking you, 3 where it is left out. With more, the schedule waits for your answer.',
    }),
    mails: z.boolean().optional().openapi({
      description:
        'Whether its customer is mailed when it begins, ends or has a new price; yes where it is left out. `scheduleMails` of the settings decides for all.',
    }),
    ...termsInput,
  })
  .openapi('ScheduleInput');

export const scheduleOfInput = (body: z.output<typeof scheduleBody>): ScheduleInput => ({
  customerId: body.customerId,
  name: body.name,
  currency: body.currency ?? null,
  every: body.every ?? 1,
  unit: body.unit,
  startsOn: body.startsOn,
  trialDays: body.trialDays ?? 0,
  day: body.day ?? null,
  endsOn: body.endsOn ?? null,
  runs: body.runs ?? null,
  timing: body.timing ?? 'advance',
  timeZone: body.timeZone ?? null,
  hour: body.hour ?? null,
  catchUpLimit: body.catchUpLimit ?? 3,
  mails: body.mails ?? true,
  terms: termsOfInput(body),
});

export const changeBody = z
  .strictObject({
    from: z.enum(['next', 'now']).openapi({
      description:
        '`next`: from the next invoice on, in arrears from the next period that has not begun. `now`: today’s period too. What was invoiced in advance is credited by the day and the rest of it invoiced anew; in arrears its invoice has both parts.',
    }),
    terms: z.strictObject(termsInput).openapi('ScheduleTermsInput', {
      example: { lines: [{ price: 'fixed', description: 'Hosting', unitAmount: 5_900 }], netDays: 14 },
    }),
  })
  .openapi('ScheduleChangeInput');

export const missedBody = z
  .strictObject({
    missed: z.enum(['skip', 'catch_up']).openapi({
      description: 'What becomes of periods that fell due meanwhile: skipped, or invoiced now.',
    }),
  })
  .openapi('MissedPeriodsInput');

export const cadenceBody = z
  .strictObject({
    every: z.number().optional().openapi({ description: '1 where it is left out.', example: 3 }),
    unit: z.enum(CADENCE_UNITS),
    day: z.number().nullish().openapi({
      description: 'The day of the month that periods begin on, where it is another than the first one’s.',
    }),
    startsOn: localDate.optional().openapi({
      description:
        'The first day under the new cadence: the day after the last that is invoiced where it is left out, and no sooner. Days in between are not invoiced.',
    }),
    terms: z.strictObject(termsInput).optional().openapi({
      description: 'What its invoices say from then on; as they are where it is left out.',
    }),
  })
  .openapi('ScheduleCadenceInput', { example: { every: 3, unit: 'months' } });

export const cadenceOfInput = (body: z.output<typeof cadenceBody>) => ({
  every: body.every ?? 1,
  unit: body.unit,
  day: body.day ?? null,
  startsOn: body.startsOn ?? null,
  terms: body.terms === undefined ? null : termsOfInput(body.terms),
});

export const mailsBody = z
  .strictObject({
    mails: z.boolean().openapi({
      description:
        'Whether its customer is mailed when it ends, has a new price, or is paused or resumed by them.',
    }),
  })
  .openapi('ScheduleMailsInput');

export const skipBody = z
  .strictObject({
    period: z.int().min(1).optional().openapi({ description: 'Its number; the next where it is left out.' }),
  })
  .openapi('SkipPeriodInput');

export const endBody = z
  .strictObject({
    when: z.enum(['now', 'period_end']).openapi({
      description: '`period_end`: the period that today is in is still invoiced, if it was not before.',
    }),
    giveBack: z.boolean().optional().openapi({
      description:
        'With `now`: whether the days from tomorrow on that were invoiced in advance are credited.',
    }),
  })
  .openapi('EndScheduleInput');

export const quantityBody = z
  .strictObject({
    meter: z.string().max(40),
    quantity: decimal.openapi({
      description: 'The whole of the period, not what came since.',
      example: '1204',
    }),
    period: z.int().min(1).optional().openapi({
      description: 'Its number; where it is left out, the one that today is in, or the next to be invoiced.',
    }),
  })
  .openapi('QuantityInput');

const problems = z.array(z.strictObject({ path: z.string(), message: z.string() })).readonly();

const previewed = z
  .strictObject({
    number: z.int().min(1),
    from: z.string().openapi({ format: 'date' }),
    to: z.string().openapi({ format: 'date' }),
    invoicedOn: z.string().openapi({ format: 'date' }),
    invoicedAt: shownInstant,
    skipped: z.boolean(),
    amount: z.int().nullable().openapi({
      description: 'What is to be paid, in minor units; null where it is skipped, or cannot be made.',
    }),
    unreported: z.array(z.string()).readonly().openapi({
      description: 'Meters that nothing was reported of yet: they count as 0 in `amount`.',
    }),
    problems: problems.openapi({ description: 'Why its invoice cannot be made as things stand.' }),
  })
  .openapi('PreviewedPeriod');

export const preview = z
  .strictObject({ object: z.literal('schedule_preview'), data: z.array(previewed).readonly() })
  .openapi('SchedulePreview');

export const changePreview = z
  .strictObject({
    object: z.literal('schedule_change_preview'),
    fromNumber: z
      .int()
      .min(1)
      .openapi({ description: 'The first period that the terms are for as a whole.' }),
    credit: z
      .strictObject({ invoiceId: z.string(), amount: z.int() })
      .nullable()
      .openapi({ description: 'What is given back at once.' }),
    charge: z.int().openapi({ description: 'What is invoiced at once, in minor units.' }),
    toldAt: shownInstant
      .nullable()
      .openapi({ description: 'When the customer would be mailed of a new price; null where they are not.' }),
    next: z.array(previewed).readonly(),
  })
  .openapi('ScheduleChangePreview');

export const cadencePreview = z
  .strictObject({
    object: z.literal('schedule_cadence_preview'),
    startsOn: z.string().openapi({ format: 'date' }),
    daysLeftOut: z.int().openapi({ description: 'Days before that which no invoice is for.' }),
    runs: z
      .int()
      .nullable()
      .openapi({ description: 'How many invoices there are from then on; null without such an end.' }),
    next: z.array(previewed).readonly(),
  })
  .openapi('ScheduleCadencePreview');

const shown = {
  id: z.string(),
  object: z.literal('schedule'),
  livemode: z.boolean(),
  name: z.string(),
  externalId: z
    .string()
    .nullable()
    .openapi({ description: 'What another system calls it, where it came from a file.' }),
  customerId: z.string(),
  status: z.enum(SCHEDULE_STATUSES),
  currency: z.string(),
  every: z.int(),
  unit: z.enum(CADENCE_UNITS),
  startsOn: z.string().openapi({ format: 'date' }),
  trialDays: z.int(),
  firstPeriodOn: z.string().openapi({ format: 'date' }),
  day: z.int().nullable(),
  endsOn: z.string().nullable().openapi({ format: 'date' }),
  runs: z.int().nullable(),
  timing: z.enum(TIMINGS),
  timeZone: z.string(),
  hour: z.int(),
  catchUpLimit: z.int(),
  mails: z.boolean(),
  amount: z.int().openapi({
    description: 'What a period’s fixed lines come to, without tax, in minor units.',
  }),
  termsVersion: z.int(),
  nextNumber: z.int().nullable().openapi({ description: 'The next period; null where there is none.' }),
  nextInvoiceAt: shownInstant.nullable().openapi({ description: 'Null where it is paused or over.' }),
  waitsFor: z
    .discriminatedUnion('for', [
      z.strictObject({
        for: z.literal('answer'),
        missedThrough: z.int(),
        missed: z.int().openapi({ description: 'How many periods were missed.' }),
      }),
      z.strictObject({ for: z.literal('mending'), problems }),
    ])
    .nullable()
    .openapi({
      description:
        'What a person has to do: answer what becomes of missed periods, or mend why its invoice cannot be made.',
    }),
  createdAt: shownInstant,
  pausedAt: shownInstant.nullable(),
  endedAt: shownInstant.nullable(),
  succeededBy: z.string().nullable().openapi({
    description: 'The schedule by which it goes on, where its cadence was changed.',
  }),
};

export const schedule = z
  .strictObject({
    ...shown,
    terms: shownTerms,
    missed: z.array(previewed).readonly().openapi({
      description: 'The first of the periods that it asks about, with their amounts.',
    }),
  })
  .openapi('Schedule');

export const listedSchedule = z
  .strictObject({ ...shown, customerName: z.string() })
  .openapi('ListedSchedule');

export const period = z
  .strictObject({
    number: z.int().min(1),
    part: z
      .int()
      .openapi({ description: '0 for the period itself; above, what a change in its midst asked for.' }),
    from: z.string().openapi({ format: 'date' }),
    to: z.string().openapi({ format: 'date' }),
    outcome: z.enum(['invoiced', 'skipped']),
    invoice: z
      .strictObject({
        id: z.string(),
        status: z.string().nullable().openapi({ description: 'Null where it was deleted as a draft.' }),
        number: z.string().nullable(),
        amountDue: z.int().nullable(),
        amountPaid: z.int().nullable(),
      })
      .nullable(),
    creditNoteId: z
      .string()
      .nullable()
      .openapi({ description: 'Of what it gives back of an earlier invoice.' }),
    problem: z.string().nullable().openapi({ description: 'Why its invoice was not sent.' }),
  })
  .openapi('SchedulePeriod');
