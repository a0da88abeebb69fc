import { Hono } from 'hono';
import type { Id } from '../../domain/ids.ts';
import { type DepositAnswer, readDeposit, readDepositCode } from '../../domain/methods/deposits.ts';
import { verifyAccount } from '../../operations/methods/verify-account.ts';
import { readVerification, type VerificationPage } from '../../operations/portal/read-verification.ts';
import {
  type VerifyView,
  verificationEndedPage,
  verifyAccountPage,
} from '../../views/portal/verify-account.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondMissing, respondPortal } from './respond.ts';
import { setupPath } from './schemas/settings.ts';
import { NOTHING_TYPED, type TypedDeposits, verifyForm } from './schemas/verify.ts';
import { portalForm, portalPath } from './validate.ts';

type Waiting = Extract<VerificationPage, { readonly kind: 'waiting' }>;
type Problems = VerifyView['problems'];
type Trouble = VerifyView['trouble'];

/** Confirming the test deposits to a bank account: two amounts, or the code of one. */
export const verifyRoutes = new Hono<PortalEnv>()
  .get('/:setup', portalPath(setupPath), (c) =>
    show(c, { setupId: c.req.valid('param').setup, typed: NOTHING_TYPED }, {}, null),
  )
  .post('/:setup', portalPath(setupPath), portalForm(verifyForm), async (c) => {
    const setupId = c.req.valid('param').setup;
    const typed = c.req.valid('form');
    const sent = { setupId, typed };
    const page = await readVerification(c.get('ctx'), c.get('portal'), setupId);
    if (page === null) return respondMissing(c);
    if (page.kind !== 'waiting') return over(c, page);
    const read = readAnswer(page.proof, typed);
    if (!read.ok) return show(c, sent, read.problems, null);
    const verified = await verifyAccount(c.get('ctx'), c.get('portal'), { setupId, answer: read.answer });
    switch (verified.kind) {
      case 'verified':
      case 'ended':
        return over(c, verified);
      case 'wrong':
        return show(c, sent, {}, 'wrong');
      case 'stripe_unavailable':
        return show(c, sent, {}, 'stripe_unavailable');
      case 'not_found':
        return respondMissing(c);
    }
  });

function readAnswer(
  proof: Waiting['proof'],
  typed: TypedDeposits,
):
  | { readonly ok: true; readonly answer: DepositAnswer }
  | { readonly ok: false; readonly problems: Problems } {
  if (proof === 'descriptor_code') {
    const code = readDepositCode(typed.code);
    return code.ok
      ? { ok: true, answer: { kind: 'code', code: code.value } }
      : { ok: false, problems: { code: code.problem } };
  }
  const [first, second] = [readDeposit(typed.first), readDeposit(typed.second)];
  if (first.ok && second.ok) {
    return { ok: true, answer: { kind: 'amounts', cents: [first.value, second.value] } };
  }
  return {
    ok: false,
    problems: {
      ...(!first.ok && { first: first.problem }),
      ...(!second.ok && { second: second.problem }),
    },
  };
}

function over(c: PortalContext, page: Exclude<VerificationPage, Waiting>): Response {
  return page.kind === 'verified'
    ? done(c, '/portal/settings', 'method_verified')
    : respondPortal(c, 410, (context) => verificationEndedPage(page.why, context));
}

async function show(
  c: PortalContext,
  { setupId, typed }: { readonly setupId: Id<'set'>; readonly typed: TypedDeposits },
  problems: Problems,
  trouble: Trouble,
): Promise<Response> {
  const page = await readVerification(c.get('ctx'), c.get('portal'), setupId);
  if (page === null) return respondMissing(c);
  if (page.kind !== 'waiting') return over(c, page);
  const view = { ...page, typed, problems, trouble };
  const isFine = Object.keys(problems).length === 0 && trouble === null;
  const status = isFine ? 200 : trouble === 'stripe_unavailable' ? 503 : 422;
  return respondPortal(c, status, (context) => verifyAccountPage(view, context));
}
