package p

import "context"

type folders interface {
	List(ctx context.Context, prefix string) ([]string, error)
}

func firstFolder(ctx context.Context, f folders) string {
	names, _ := f.List(context.Background(), "folders") // want unsafe "f.List gets context.Background"
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
