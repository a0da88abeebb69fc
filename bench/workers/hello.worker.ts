/** The least that a Worker can do: the measure of every ratio. */
export default {
  fetch: (): Response => new Response('hello'),
};
