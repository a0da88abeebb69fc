import { Hono } from 'hono';
import type { Id } from '../../domain/ids.ts';
import type { TypedDeposits } from '../../domain/methods/deposits.ts';
import type { DepositsEnd } from '../../domain/methods/setup.ts';
import { answerDeposits } from '../../operations/portal/answer-deposits.ts';
import { readVerification } from '../../operations/portal/read-verification.ts';
import {
  type VerifyView,
  verificationEndedPage,
  verifyAccountPage,
} from '../../views/portal/verify-account.tsx';
import type { PortalContext, PortalEnv } from './env.ts';
import { respondPortal, respondUndone } from './respond.ts';
import { setupPath } from './schemas/settings.ts';
import { NOTHING_TYPED, verifyForm } from './schemas/verify.ts';
import { afterAdding } from './settings-open.ts';
import type { PageNotice } from './undone.ts';
import { portalForm, portalPath } from './validate.ts';

/** Confirming the test deposits to a bank account: two amounts, or the code of one. */
export const verifyRoutes = new Hono<PortalEnv>()
  .get('/:setup', portalPath(setupPath), (c) =>
    show(c, { setupId: c.req.valid('param').setup, typed: NOTHING_TYPED }, {}, null, 200),
  )
  .post('/:setup', portalPath(setupPath), portalForm(verifyForm), async (c) => {
    const sent = { setupId: c.req.valid('param').setup, typed: c.req.valid('form') };
    const verified = await answerDeposits(c.get('ctx'), { who: c.get('portal'), ...sent });
    if (verified.kind === 'done') return afterAdding(c, 'method_verified');
    return respondUndone(c, verified, {
      deposits: ({ problems, trouble }) => show(c, sent, problems, trouble, 422),
      page: ({ sentence, status }) =>
        show(
          c,
          sent,
          {},
          sentence === 'stripe_refuses' || sentence === 'busy' ? sentence : 'stripe_unavailable',
          status,
        ),
      verification_over: ({ why }) => showEnded(c, why),
    });
  });

const showEnded = (c: PortalContext, why: DepositsEnd): Promise<Response> =>
  respondPortal(c, 410, (context) => verificationEndedPage(why, context));

async function show(
  c: PortalContext,
  { setupId, typed }: { readonly setupId: Id<'set'>; readonly typed: TypedDeposits },
  problems: VerifyView['problems'],
  trouble: VerifyView['trouble'],
  status: 200 | PageNotice['status'],
): Promise<Response> {
  const standing = await readVerification(c.get('ctx'), { who: c.get('portal'), setupId });
  if (standing.kind !== 'done') return respondUndone(c, standing);
  const { value: page } = standing;
  switch (page.kind) {
    case 'verified':
      return afterAdding(c, 'method_verified');
    case 'ended':
      return showEnded(c, page.why);
    case 'waiting': {
      const view = { ...page, typed, problems, trouble };
      return respondPortal(c, status, (context) => verifyAccountPage(view, context));
    }
  }
}
