import worker from './deployed.js';

/** The hello, in a Worker whose start evaluates the deployed bundle first. */
export default {
  fetch: (): Response => new Response(typeof worker.fetch === 'function' ? 'hello' : 'no worker'),
};
