export function Failure({ error }) {
  return (
    <main class="page" role="alert">
      <h1>The news could not be loaded</h1>
      <p>{error.message}</p>
    </main>
  );
}
