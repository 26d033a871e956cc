package fetch

type budget struct{}

func (budget) WithTimeout(n int) (int, int) { return n, n }

func fetch(b budget) int {
	n, _ := b.WithTimeout(3)
	return n
}
