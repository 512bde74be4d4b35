// The key / opens Find, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing) return;
  const find = document.querySelector(".st-key-find button");
  if (!find) return;
  event.preventDefault();
  find.click();
});
