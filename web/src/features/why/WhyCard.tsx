export default function WhyCard() {
  return null;
}
