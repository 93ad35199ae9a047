export default function PresentPage() {
  return null;
}
