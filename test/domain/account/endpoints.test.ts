import { describe, expect, it } from 'vitest';
import { type Endpoint, judgeEndpoints, lacksEndpoints } from '../../../src/domain/account/endpoints.ts';

const url = 'https://billing.test/webhooks/stripe';
const endpoint = (wishes: Partial<Endpoint> = {}): Endpoint => ({
  url,
  isEnabled: true,
  isConnect: true,
  types: ['*'],
  ...wishes,
});
const judge = (...endpoints: Endpoint[]) => judgeEndpoints(endpoints, { url, isConnected: true });

describe('the endpoints at Stripe', () => {
  it('lack nothing where one is told of everything, wherever its address ends', () => {
    const found = judge(
      endpoint({ url: `${url}/` }),
      endpoint({ url: 'https://else.test', isEnabled: false }),
    );
    expect(lacksEndpoints(found)).toBe(false);
  });

  it('are named where there is only one of the platform: it never hears of connected accounts', () => {
    const found = judge(endpoint({ isConnect: false }));
    expect(found).toMatchObject({ isMissing: true, isOwnOnly: true, isDisabled: false });
    expect(lacksEndpoints(found)).toBe(true);
    const own = judgeEndpoints([endpoint({ isConnect: false })], { url, isConnected: false });
    expect(lacksEndpoints(own)).toBe(false);
  });

  it('are named where Stripe has switched ours off', () => {
    expect(judge(endpoint({ isEnabled: false }))).toMatchObject({ isMissing: true, isDisabled: true });
  });

  it('are judged together: what none of them is told of is named', () => {
    const found = judge(
      endpoint({ types: ['checkout.session.completed'] }),
      endpoint({ types: ['account.updated'] }),
    );
    expect(found.isMissing).toBe(false);
    expect(found.missingTypes).toContain('refund.failed');
    expect(found.missingTypes).not.toContain('account.updated');
  });
});
