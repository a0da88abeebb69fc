import type { FieldProblem } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';

/** Test keys are shared freely, so they must not decide what live invoices say, or who is paid. */
export const refuseTestKey = (ctx: Context, livemode: boolean): readonly FieldProblem[] =>
  ctx.livemode && !livemode
    ? [{ path: '', message: 'This stands on live invoices too: change it with a live key.' }]
    : [];
