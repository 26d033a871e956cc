package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Bench is a tree, and copies of it.
type Bench struct {
	tree, tool string
	show       int
	// keep is a folder for the broken trees.
	keep string
	// plain is a copy that the tool has worked on unbroken.
	plain string
	made  []string
}

func (b *Bench) close() {
	for _, dir := range b.made {
		os.RemoveAll(dir)
	}
}

func (b *Bench) copy() string {
	dir, err := os.MkdirTemp("", "restore-")
	check(err)
	b.made = append(b.made, dir)
	target := filepath.Join(dir, "tree")
	check(exec.Command("cp", "-a", b.tree, target).Run())
	check(exec.Command("chmod", "-R", "u+w", target).Run())
	check(os.RemoveAll(filepath.Join(target, ".git")))
	return target
}

func (b *Bench) mend(dir string) {
	command := exec.Command(b.tool, "--write", "--unsafe-fixes", "--quiet", "--allow-dirty", "--only", "context-free-call", ".")
	command.Dir = dir
	command.Stderr = os.Stderr
	check(command.Run())
}

// run breaks all sites of a mutator at once, and tells what comes of them.
func (b *Bench) run(name string, sites []Site) {
	if len(sites) == 0 {
		fmt.Printf("%s: no sites\n", name)
		return
	}
	if b.plain == "" {
		b.plain = b.copy()
		b.mend(b.plain)
	}
	work := b.copy()
	byFile := map[string][]Site{}
	for _, s := range sites {
		byFile[s.path] = append(byFile[s.path], s)
	}
	for path, sites := range byFile {
		text := read(b.tree, path)
		slices.SortFunc(sites, func(a, b Site) int { return cmp.Compare(b.start, a.start) })
		for _, s := range sites {
			text = text[:s.start] + s.text + text[s.end:]
		}
		check(os.WriteFile(filepath.Join(work, path), []byte(text), 0o644))
	}
	if b.keep != "" {
		kept := filepath.Join(b.keep, name)
		check(os.RemoveAll(kept))
		check(exec.Command("cp", "-a", work, kept).Run())
	}
	b.mend(work)

	count := map[string]int{}
	shown := 0
	for path, sites := range byFile {
		original, mended, plain := functions(b.tree, path), functions(work, path), functions(b.plain, path)
		for _, s := range sites {
			verdict := judge(s, read(b.tree, path)[s.start:s.end], original, mended, plain)
			count[verdict]++
			if verdict != "exact" && shown < b.show {
				shown++
				fmt.Printf("--- %s %s:%d\n    %s\n", verdict, path, s.line, firstLine(s.text))
			}
		}
	}
	total := len(sites)
	percent := 100 * float64(count["exact"]) / float64(total)
	fmt.Printf("%s: sites %d exact %d (%.1f %%) near %d missed %d stray files %d\n",
		name, total, count["exact"], percent, count["near"], count["missed"], b.stray(work, byFile))
}

// judge compares the function of a site, and if that differs, looks for the call.
func judge(s Site, call string, original, mended, plain []string) string {
	if len(mended) != len(original) {
		return "near"
	}
	now := mended[s.decl]
	if now == original[s.decl] || now == plain[s.decl] {
		return "exact"
	}
	switch {
	case strings.Contains(now, s.text):
		return "missed"
	case strings.Contains(now, call):
		return "exact"
	}
	return "near"
}

// functions gives the texts of the top-level declarations of a file.
func functions(root, path string) []string {
	text := read(root, path)
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	var texts []string
	for _, decl := range file.Decls {
		texts = append(texts, cut(fset, text, decl))
	}
	return texts
}

func cut(fset *token.FileSet, text string, n ast.Node) string {
	return text[fset.PositionFor(n.Pos(), false).Offset:fset.PositionFor(n.End(), false).Offset]
}

// stray counts the files that the tool changed here and not in the unbroken tree, though nothing was broken in them.
func (b *Bench) stray(work string, broken map[string][]Site) int {
	count := 0
	err := filepath.WalkDir(work, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || !strings.HasSuffix(path, ".go") {
			return err
		}
		rel, err := filepath.Rel(work, path)
		if _, ok := broken[rel]; !ok && err == nil && read(work, rel) != read(b.plain, rel) {
			count++
		}
		return err
	})
	check(err)
	return count
}

func read(root, path string) string {
	text, err := os.ReadFile(filepath.Join(root, path))
	check(err)
	return string(text)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
