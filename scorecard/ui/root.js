// The app stands at the root of its host. Without this a page opened by its link is first taken for the app's own
// folder, and the server asked there in vain twice.
window.__streamlit = {
  ...window.__streamlit,
  BACKEND_BASE_URL: location.origin,
  MAIN_PAGE_BASE_URL: location.origin,
};
