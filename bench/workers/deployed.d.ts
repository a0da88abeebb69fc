/** The Worker as it is deployed: the bundle lies beside whatever imports it here. */
declare const worker: {
  fetch(request: Request, env: Readonly<Record<string, unknown>>, execution: unknown): Promise<Response>;
};
export default worker;
