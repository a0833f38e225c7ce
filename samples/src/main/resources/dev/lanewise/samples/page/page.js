'use strict';
(function () {
  const root = document.documentElement;
  const cards = Array.from(document.querySelectorAll('button.card'));
  const drawing = document.getElementById('drawing');
  const parts = Array.from(document.querySelectorAll('svg [data-key]'));

  function mark(element) {
    const about = new Set((element.dataset.about || '').split(' '));
    parts.forEach(part => part.classList.toggle('about', about.has(part.dataset.key)));
    show(document.querySelectorAll('svg .about'));
  }

  /** Where the drawing is wider than its box: scrolls to what is marked. */
  function show(marked) {
    const box = drawing.getBoundingClientRect();
    const sides = Array.from(marked).map(part => part.getBoundingClientRect());
    if (sides.length > 0) {
      const left = Math.min(...sides.map(side => side.left)), right = Math.max(...sides.map(side => side.right));
      drawing.scrollLeft += (left + right) / 2 - (box.left + box.right) / 2;
    }
  }

  function select(card) {
    cards.forEach(other => {
      other.setAttribute('aria-expanded', String(other === card));
      document.getElementById(other.getAttribute('aria-controls')).hidden = other !== card;
    });
    mark(card);
  }

  /** Says where more of the drawing is: a button leads there as long as there is anything. */
  function tellSides() {
    const beyond = drawing.scrollWidth - drawing.clientWidth;
    document.querySelector('.sideways').hidden = beyond <= 1;
    document.querySelectorAll('button.side').forEach(side => {
      side.disabled = side.dataset.to < 0 ? drawing.scrollLeft <= 1 : drawing.scrollLeft >= beyond - 1;
    });
    drawing.classList.toggle('more-left', drawing.scrollLeft > 1);
    drawing.classList.toggle('more-right', drawing.scrollLeft < beyond - 1);
  }

  document.querySelectorAll('button.side').forEach(side => side.addEventListener('click', () => {
    drawing.scrollLeft += Number(side.dataset.to) * 0.75 * drawing.clientWidth;
    tellSides();
  }));
  drawing.addEventListener('scroll', tellSides);
  cards.forEach(card => card.addEventListener('click', () => select(card)));
  document.querySelectorAll('details[data-about]').forEach(way => way.querySelector('summary').addEventListener('click', () => {
    const around = !way.open ? way : way.parentElement.closest('details[data-about]');
    mark(around || cards.find(card => card.getAttribute('aria-expanded') === 'true'));
  }));

  function measure() {
    root.dataset.width = String(root.scrollWidth);
    root.dataset.window = String(window.innerWidth);
  }

  if (cards.length > 0) {
    select(cards[0]);
  }
  drawing.scrollLeft = 0; // read from the inputs on; the first choice scrolls to what it marks
  tellSides();
  root.dataset.ready = 'true';
  measure();
  window.addEventListener('resize', () => {
    measure();
    show(document.querySelectorAll('svg .about'));
    tellSides();
  });
})();
