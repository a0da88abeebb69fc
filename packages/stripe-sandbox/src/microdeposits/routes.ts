import { z } from 'zod';
import { integer, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { getIntent } from '../payments/intent.ts';
import { getSetup } from '../setups/setup-intent.ts';
import { verifyMicrodeposits } from './verify.ts';

const params = z.strictObject({
  amounts: z.array(integer).optional(),
  descriptor_code: text(20).optional(),
});

export const microdepositRoutes: Route[] = [
  route('POST', '/v1/payment_intents/:id/verify_microdeposits', params, (scope, answer, id) =>
    verifyMicrodeposits(scope, getIntent(scope, id).id, answer),
  ),
  route('POST', '/v1/setup_intents/:id/verify_microdeposits', params, (scope, answer, id) =>
    verifyMicrodeposits(scope, getSetup(scope, id).id, answer),
  ),
];
