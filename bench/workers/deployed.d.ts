/** The Worker as it is deployed: its bundle is served as `deployed.js` beside each Worker that imports it. */
declare const worker: {
  fetch(request: Request, env: Readonly<Record<string, unknown>>, execution: unknown): Promise<Response>;
  queue(batch: object, env: Readonly<Record<string, unknown>>, execution: unknown): Promise<void>;
  scheduled(tick: object, env: Readonly<Record<string, unknown>>, execution: unknown): Promise<void>;
};
export default worker;
