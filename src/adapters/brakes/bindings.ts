import type { BrakeKind, Brakes } from './port.ts';

/**
 * Cloudflare's rate-limit bindings. Their namespaces belong to the account, so that keys name the deployment.
 * https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/
 */
export const bindingBrakes = (
  bindings: Readonly<Record<BrakeKind, RateLimit>>,
  deploymentId: string,
): Brakes => ({
  take: async (kind, of) => (await bindings[kind].limit({ key: `${deploymentId}/${kind}/${of}` })).success,
});
