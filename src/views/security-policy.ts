import { webAddress } from './text.ts';

type PolicySources = {
  readonly nonce: string;
  /** The merchant's logo, whose origin alone may serve an image; null where there is none. */
  readonly logoUrl: string | null;
  /**
   * Origins that a form's answer may redirect to, such as `https://checkout.stripe.com`: browsers apply
   * form-action to the redirect too (CSP 3, 6.4.2).
   */
  readonly formTargets: readonly string[];
  /** Whether the page holds Turnstile's widget: a script and a frame of Cloudflare's. */
  readonly hasWidget?: boolean;
  /** Whether the page frames others of ours and has a script of its own, with the nonce: a preview. */
  readonly hasPreview?: boolean;
  /** Whether the page has a script of our own, from a file, which may ask us for more. */
  readonly hasScript?: boolean;
};

/** https://developers.cloudflare.com/turnstile/reference/content-security-policy/ */
const WIDGET = 'https://challenges.cloudflare.com';

/** The Content-Security-Policy of a page: its own styles, the logo, forms to us and to Stripe, and nothing else. */
export function contentSecurityPolicy(sources: PolicySources): string {
  const logo = webAddress(sources.logoUrl);
  const scripts = [
    sources.hasScript === true ? ["'self'"] : [],
    sources.hasWidget === true ? [WIDGET] : [],
    sources.hasPreview === true ? [`'nonce-${sources.nonce}'`] : [],
  ].flat();
  const frames = [
    sources.hasWidget === true ? [WIDGET] : [],
    sources.hasPreview === true ? ["'self'"] : [],
  ].flat();
  const images = logo === null ? 'data:' : `data: ${new URL(logo).origin}`;
  return [
    "default-src 'none'",
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    ...(sources.hasScript === true ? ["connect-src 'self'"] : []),
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    `style-src 'nonce-${sources.nonce}'`,
    `img-src ${images}`,
    `form-action ${["'self'", ...sources.formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
