"""From a record to one QTextDocument, for the reader pane and for paper alike."""
