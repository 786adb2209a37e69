// Reads a log that disclose wrote with the software of the Go checksum database: golang.org/x/mod.
// usage: interop PROOF VKEY, where PROOF holds checkpoint, checkpoints/, tile/ and receipts/.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Printf("%s: %v\n", what, err)
		os.Exit(1)
	}
}

type head struct {
	size int64
	root tlog.Hash
}

func open(bytes []byte, verifiers note.Verifiers, what string) head {
	opened, err := note.Open(bytes, verifiers)
	must(err, what)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 {
		must(fmt.Errorf("%d lines", len(lines)-1), what)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, what)
	root, err := tlog.ParseHash(lines[2])
	must(err, what)
	return head{size, root}
}

func number(n int64) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	return path
}

func partial(path string, width int64) string {
	if width == 256 {
		return path
	}
	return fmt.Sprintf("%s.p/%d", path, width)
}

// The hash tiles of C2SP as the tiles of Go: the same bytes under another name.
type tiles string

func (t tiles) Height() int { return 8 }
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := partial(fmt.Sprintf("%s/tile/%d/%s", string(t), tile.L, number(tile.N)), int64(tile.W))
		bytes, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	proof, vkey := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(vkey)
	must(err, "vkey")
	verifiers := note.VerifierList(verifier)
	bytes, err := os.ReadFile(proof + "/checkpoint")
	must(err, "checkpoint")
	top := open(bytes, verifiers, "checkpoint")

	// The root from the entry bundles alone.
	var hashes []tlog.Hash
	storage := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var read []tlog.Hash
		for _, i := range indexes {
			read = append(read, hashes[i])
		}
		return read, nil
	})
	var leaves [][]byte
	for begin := int64(0); begin < top.size; begin += 256 {
		width := top.size - begin
		if width > 256 {
			width = 256
		}
		bundle, err := os.ReadFile(proof + "/" + partial("tile/entries/"+number(begin/256), width))
		must(err, "bundle")
		for len(bundle) > 0 {
			size := int(binary.BigEndian.Uint16(bundle))
			leaves = append(leaves, bundle[2:2+size])
			bundle = bundle[2+size:]
		}
	}
	for i, leaf := range leaves {
		more, err := tlog.StoredHashes(int64(i), leaf, storage)
		must(err, "leaf")
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(top.size, storage)
	must(err, "root")
	if int64(len(leaves)) != top.size || root != top.root {
		must(fmt.Errorf("%v, not %v", root, top.root), "root")
	}

	// Leaves from end to end, and every older checkpoint through the hash tiles.
	reader := tlog.TileHashReader(tlog.Tree{N: top.size, Hash: top.root}, tiles(proof))
	step := len(leaves)/500 + 1
	for i := 0; i < len(leaves); i += step {
		leaf := leaves[i]
		record, err := tlog.ProveRecord(top.size, int64(i), reader)
		must(err, "tiles")
		must(tlog.CheckRecord(record, top.size, top.root, int64(i), tlog.RecordHash(leaf)), "record")
	}
	checkpoints, _ := filepath.Glob(proof + "/checkpoints/*.txt")
	for _, path := range checkpoints {
		bytes, err := os.ReadFile(path)
		must(err, path)
		old := open(bytes, verifiers, path)
		grown, err := tlog.ProveTree(top.size, old.size, reader)
		must(err, path)
		must(tlog.CheckTree(grown, top.size, top.root, old.size, old.root), path)
	}
	receipts := 0
	must(filepath.Walk(proof+"/receipts", func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		bytes, err := os.ReadFile(path)
		must(err, path)
		parts := strings.SplitN(string(bytes), "\n\n", 2)
		lines := strings.Split(parts[0], "\n")
		leaf, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
		must(err, path)
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
		must(err, path)
		var record tlog.RecordProof
		for _, line := range lines[3:] {
			hash, err := tlog.ParseHash(line)
			must(err, path)
			record = append(record, hash)
		}
		at := open([]byte(parts[1]), verifiers, path)
		must(tlog.CheckRecord(record, at.size, at.root, index, tlog.RecordHash(leaf)), path)
		receipts++
		return nil
	}), "receipts")
	fmt.Printf("leaves %d, checkpoints %d, receipts %d\n", len(leaves), len(checkpoints), receipts)
}
